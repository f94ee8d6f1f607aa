-- Whether positions are rural. $1 longitudes float8[], $2 latitudes float8[]. Returns rural boolean, in order; null where nothing says so.
-- By the class of the small area that holds the position, as for records; where none is loaded, urban is what lies within the built-up circle (4,000
-- residents a square kilometre) of a settlement of the basemap that has 10,000 residents or touches one that has, and rural the rest within 20 km of any.
-- Distances by Pythagoras on the British grid: a planner that weighs some thousands of calls of st_dwithin compiles the statement, for two seconds.
-- Indexes: area_part_squares, ruc_classes and lsoa_changes by primary key.
with asked as (
  select i, st_setsrid(st_point(lng, lat), 4326) as geom, square_of(lng, lat) as square, st_transform(st_setsrid(st_point(lng, lat), 4326), 27700) as geom_m
  from unnest($1::float8[], $2::float8[]) with ordinality as a (lng, lat, i)
),
held as (
  select k.i, max(a.code) filter (where a.type = 'lsoa21') as lsoa21_code, max(a.code) filter (where a.type = 'lsoa11') as lsoa11_code
  from asked k
  join area_part_squares q using (square)
  join area_parts p on p.part_id = q.part_id and p.type in ('lsoa21', 'lsoa11') and p.geom ~ k.geom and st_covers(p.geom, k.geom)
  join areas a on a.area_id = p.area_id and a.live
  group by k.i
),
classed as (
  select h.i, coalesce(
    (select r.rural from ruc_classes r where r.lsoa_code = h.lsoa21_code order by r.vintage desc limit 1),
    (select bool_or(r.rural) from lsoa_changes c join ruc_classes r on r.lsoa_code = c.lsoa11_code where c.lsoa21_code = h.lsoa21_code),
    (select r.rural from ruc_classes r where r.lsoa_code = h.lsoa11_code order by r.vintage desc limit 1)) as rural
  from held h
),
settlements as materialized (
  select st_x(m.geom) as x, st_y(m.geom) as y, m.residents, sqrt(m.residents / 4000 / pi()) * 1000 as radius_m
  from (select st_transform(geom, 27700) as geom, (properties ->> 'residents')::float8 as residents from basemap_features where layer = 'settlements' and properties ? 'residents') m
),
large as materialized (select x, y, radius_m from settlements where residents >= 10000),
towns as materialized (
  select s.x, s.y, s.radius_m from settlements s
  where s.residents >= 10000 or exists (select from large o where (o.x - s.x) ^ 2 + (o.y - s.y) ^ 2 <= (o.radius_m + s.radius_m) ^ 2)
)
select coalesce(c.rural, case
  when exists (select from towns t where (t.x - st_x(k.geom_m)) ^ 2 + (t.y - st_y(k.geom_m)) ^ 2 <= t.radius_m ^ 2) then false
  when exists (select from settlements s where (s.x - st_x(k.geom_m)) ^ 2 + (s.y - st_y(k.geom_m)) ^ 2 <= 20000 ^ 2) then true
end) as rural
from asked k left join classed c using (i)
order by k.i
