-- Where areas lie. $1 area_ids int[]. Returns "areaId", centre [lng, lat], bbox [w, s, e, n].
select area_id as "areaId",
  json_build_array(round(st_x(c.point)::numeric, 5), round(st_y(c.point)::numeric, 5)) as centre,
  json_build_array(round(st_xmin(outline)::numeric, 4), round(st_ymin(outline)::numeric, 4), round(st_xmax(outline)::numeric, 4), round(st_ymax(outline)::numeric, 4)) as bbox
from areas cross join lateral (select st_pointonsurface(outline) as point) c
where live and area_id = any($1::int[])
