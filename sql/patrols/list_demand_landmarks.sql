-- What lies nearest to some points: the named place in reach, the settlement whose size reaches furthest (8 m times the root of its residents), the ward.
-- $1 lng float8[], $2 lat float8[] (degrees), $3 reach float8 (m). Returns at int (position from 0), place text or null, settlement text or null,
-- "outM" (m from its middle), reaches (that distance in units of its reach), bearing (degrees from north, from its middle to the point), ward text or null. In order of at.
with points as (
  select ord::int - 1 as at, st_setsrid(st_point(lng, lat), 4326) as geom, st_transform(st_setsrid(st_point(lng, lat), 4326), 27700) as geom_m
  from unnest($1::float8[], $2::float8[]) with ordinality as p (lng, lat, ord)
),
towns as materialized (select name, geom, st_transform(geom, 27700) as geom_m, 8 * sqrt(greatest(200, coalesce((properties ->> 'residents')::float8, 1000))) as reach from basemap_features where layer = 'settlements')
select p.at, near.name as place, town.name as settlement, town.out_m as "outM", town.reaches, town.bearing, ward.name as ward
from points p
left join lateral (
  select name from shown_places s where st_dwithin(s.geom_m, p.geom_m, $3) order by st_distance(s.geom_m, p.geom_m), name limit 1
) near on true
left join lateral (
  select t.name, st_distance(t.geom_m, p.geom_m) as out_m, st_distance(t.geom_m, p.geom_m) / t.reach as reaches, degrees(st_azimuth(t.geom_m, p.geom_m)) as bearing
  from towns t order by st_distance(t.geom_m, p.geom_m) / t.reach, t.name limit 1
) town on true
left join lateral (
  select a.name from area_parts r join areas a using (area_id) where a.live and a.type in ('ward', 'neighbourhood') and st_intersects(r.geom, p.geom) order by a.type desc, a.code limit 1
) ward on true
order by p.at
