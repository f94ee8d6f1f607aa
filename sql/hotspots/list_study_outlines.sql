-- Outlines of what statistics run over: one area, or every district of the study area (its forces, where no district is loaded).
-- $1 area_id int or null. Returns geometry (GeoJSON, 4 decimals), in order of code.
select st_asgeojson(outline, 4)::json as geometry
from areas a
where live and case
  when $1::int is not null then area_id = $1
  when exists (select from areas where live and in_study and type = 'district') then type = 'district' and in_study
  else type = 'force' end
order by code
