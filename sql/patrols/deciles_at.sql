-- How deprived the small area is that holds each position. $1 longitudes float8[], $2 latitudes float8[].
-- Returns decile int (1 the most deprived), in order; null where no small area with a decile lies. Index: area_part_squares by primary key.
with asked as (
  select i, st_setsrid(st_point(lng, lat), 4326) as geom, square_of(lng, lat) as square from unnest($1::float8[], $2::float8[]) with ordinality as a (lng, lat, i)
),
held as (
  select k.i, max(a.code) filter (where a.type = 'lsoa21') as lsoa21_code, max(a.code) filter (where a.type = 'lsoa11') as lsoa11_code
  from asked k
  join area_part_squares q using (square)
  join area_parts p on p.part_id = q.part_id and p.type in ('lsoa21', 'lsoa11') and p.geom ~ k.geom and st_covers(p.geom, k.geom)
  join areas a on a.area_id = p.area_id and a.live
  group by k.i
)
select coalesce(newer.decile, older.decile) as decile
from asked k
left join held h using (i)
left join lsoa_deciles newer on newer.lsoa_code = h.lsoa21_code
left join lsoa_deciles older on older.lsoa_code = h.lsoa11_code
order by k.i
