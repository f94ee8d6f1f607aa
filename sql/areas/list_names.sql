-- Everything that can be found by name: live areas of the study area and settlements of the basemap. LSOAs of 2011 are left out: those of 2021 follow them.
-- Returns kind, code (null for a settlement), name, detail text (the district that holds it) or null, "order" (0 the largest), "areaId" (null for a settlement), centre [lng, lat] of a settlement, else null.
select a.type as kind, a.code, a.name, d.name as detail,
  case a.type when 'force' then 0 when 'district' then 1 when 'ward' then 4 when 'neighbourhood' then 4 when 'msoa21' then 5 else 6 end as "order",
  a.area_id as "areaId", null::json as centre
from areas a left join areas d on d.live and d.type = 'district' and d.code = a.parent_code
where a.live and a.in_study and a.type <> 'lsoa11'
union all
select 'place', null, name, null, 1 + (properties ->> 'rank')::int, null, json_build_array(round(st_x(geom)::numeric, 5), round(st_y(geom)::numeric, 5))
from basemap_features where layer = 'settlements'
