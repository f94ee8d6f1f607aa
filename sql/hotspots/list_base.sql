-- How many households or residents the areas have that a rate is taken from: of the smallest kind of area and newest census that is loaded.
-- $1 area_id int or null (areas whose middle lies in it), $2 'households' or 'residents'.
-- Returns areas text (JSON: n, middle [lng, lat], geometry GeoJSON with 6 decimals), in order of code; null where none are loaded.
with counted as (
  select a.type, a.code, a.outline, h.vintage, st_pointonsurface(a.outline) as middle, case $2::text when 'households' then h.households else h.residents end as n
  from households h
  join areas a on a.live and a.in_study and a.code = h.area_code
  -- A code says the same in both years or not: the year of the census decides.
  where a.type in ('msoa21', 'ward', 'district') or (a.type in ('lsoa21', 'lsoa11') and right(a.type, 2) = right(h.vintage, 2))
),
finest as (
  select type, vintage from counted where n is not null
  order by array_position(array['lsoa21', 'lsoa11', 'ward', 'msoa21', 'district'], type), vintage desc limit 1
)
select json_agg(json_build_object('n', n, 'middle', json_build_array(round(st_x(middle)::numeric, 5), round(st_y(middle)::numeric, 5)), 'geometry', st_asgeojson(outline, 6)::json) order by code)::text as areas
from counted join finest using (type, vintage)
where n is not null and ($1::int is null or exists (select from areas w where w.area_id = $1 and st_covers(w.outline, middle)))
