-- Places around a point, the nearest of each kind first. $1 lng float8, $2 lat float8 (degrees), $3 radius float8 (m).
-- Returns kind, name, lng, lat (degrees), "distanceM" (m, whole). Index: places_by_geom_m.
select kind, name, st_x(geom) as lng, st_y(geom) as lat, round(st_distance(geom_m, c.point))::int as "distanceM"
from shown_places
cross join (select st_transform(st_setsrid(st_point($1, $2), 4326), 27700) as point) c
where st_dwithin(geom_m, c.point, $3)
order by kind, st_distance(geom_m, c.point), name, place_id
