-- Where a drawn point, line or area lies. $1 GeoJSON text. Returns fault (what is wrong with its form, or null), outside (a corner lies more than about 200 m
-- outside the study area; false where no area is loaded), "districtId" int and district text of its middle (null: none). Index: area_parts_by_geom.
with given as (select st_setsrid(st_geomfromgeojson($1), 4326) as geom),
study as (
  select area_id, code, name, type from areas
  where live and in_study and case when exists (select from areas where live and in_study and type = 'district') then type = 'district' else type = 'force' end
),
corners as (select c.geom from given cross join lateral st_dumppoints(given.geom) c),
middle as (select case geometrytype(geom) when 'LINESTRING' then st_lineinterpolatepoint(geom, 0.5) when 'POLYGON' then st_pointonsurface(geom) else geom end as geom from given where st_isvalid(geom)),
home as (
  select s.area_id, s.name from middle m cross join study s
  where s.type = 'district' and exists (select from area_parts p where p.area_id = s.area_id and st_intersects(p.geom, m.geom)) order by s.code limit 1
)
select case when st_isvalid(geom) then null else st_isvalidreason(geom) end as fault,
  exists (select from study) and exists (
    select from corners c where not exists (select from area_parts p join study s using (area_id) where st_dwithin(p.geom, c.geom, 0.003))) as outside,
  (select area_id from home) as "districtId", (select name from home) as district
from given
