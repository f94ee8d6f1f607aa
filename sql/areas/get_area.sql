-- One loaded area with its outline. $1 code text. Columns as list_areas.
select code, type, name, parent_code as parent, synthetic, source, in_study as "inStudy",
  json_build_array(round(st_x(c.point)::numeric, 5), round(st_y(c.point)::numeric, 5)) as centre,
  json_build_array(round(st_xmin(outline)::numeric, 4), round(st_ymin(outline)::numeric, 4), round(st_xmax(outline)::numeric, 4), round(st_ymax(outline)::numeric, 4)) as bbox,
  st_asgeojson(outline, 4)::json as geometry
from areas cross join lateral (select st_pointonsurface(outline) as point) c
where live and code = $1
order by type = 'lsoa21' desc, type limit 1
