-- Areas and settlements whose name or code matches. $1 text, lower case, as typed. Names that start with it come first, larger things first.
-- Returns kind, code, name, detail, centre [lng, lat], bbox [w, s, e, n] or null. At most 12, and at most 4 of a kind.
with found as (
  select type as kind, code, name, (select d.name from areas d where d.live and d.type = 'district' and d.code = a.parent_code limit 1) as within, st_pointonsurface(outline) as point, outline as shape,
    case type when 'force' then 0 when 'district' then 1 when 'ward' then 4 when 'neighbourhood' then 4 when 'msoa21' then 5 else 6 end as rank
  from areas a
  where live and in_study and (lower(name) like '%' || $1 || '%' or lower(code) like $1 || '%') and type <> 'lsoa11'
  union all
  select 'place', null, name, null, geom, null, 1 + (properties ->> 'rank')::int
  from basemap_features where layer = 'settlements' and lower(name) like '%' || $1 || '%'
),
ranked as (
  select *, row_number() over (partition by kind order by lower(name) not like $1 || '%', rank, name, code) as nth from found
)
select kind, code, name, within as detail,
  json_build_array(round(st_x(point)::numeric, 5), round(st_y(point)::numeric, 5)) as centre,
  case when shape is not null then json_build_array(round(st_xmin(shape)::numeric, 4), round(st_ymin(shape)::numeric, 4), round(st_xmax(shape)::numeric, 4), round(st_ymax(shape)::numeric, 4)) end as bbox
from ranked
where nth <= 4
order by lower(name) not like $1 || '%', rank, name, code
limit 12
