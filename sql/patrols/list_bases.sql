-- Places where units can be based, the nearest to the middle of an area first, at most 60. $1 area_id int.
-- Returns id, kind, name, position ([lng, lat]), "distanceM" (from the middle, m). Index: places_by_geom_m.
with middle as (select st_transform(st_centroid(geom), 27700) as geom_m from areas where area_id = $1)
select place_id as id, kind, name, json_build_array(round(st_x(geom)::numeric, 5)::float8, round(st_y(geom)::numeric, 5)::float8) as position,
  round(st_distance(p.geom_m, m.geom_m)::numeric)::float8 as "distanceM"
from places p, middle m
where kind = 'police-base' order by st_distance(p.geom_m, m.geom_m), place_id limit 60
