-- Loaded areas of a kind with their outlines. $1 type text, or null for all kinds without outlines.
-- Returns code, type, name, parent, synthetic, source, centre [lng, lat], bbox [w, s, e, n], geometry (GeoJSON, 4 decimals).
select code, type, name, parent_code as parent, synthetic, source, in_study as "inStudy",
  json_build_array(round(st_x(c.point)::numeric, 5), round(st_y(c.point)::numeric, 5)) as centre,
  json_build_array(round(st_xmin(outline)::numeric, 4), round(st_ymin(outline)::numeric, 4), round(st_xmax(outline)::numeric, 4), round(st_ymax(outline)::numeric, 4)) as bbox,
  case when $1::text is not null then st_asgeojson(outline, 4)::json end as geometry
from areas cross join lateral (select st_pointonsurface(outline) as point) c
where live and ($1::text is null or type = $1)
order by type, code
