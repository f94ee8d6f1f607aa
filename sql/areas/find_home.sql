-- A loaded area and its district: the area itself, the one that its publisher names, or the one in which a point of it lies. $1 code text. Index: areas_by_code.
-- Returns code, type, name, district (code; null for a force and where no district is loaded).
with asked as (
  select code, type, name, parent_code, outline from areas where live and code = $1 order by type = 'lsoa21' desc, type limit 1
)
select a.code, a.type, a.name, case when a.type <> 'force' then coalesce(
  case when a.type = 'district' then a.code end,
  (select d.code from areas d where d.live and d.type = 'district' and d.code = a.parent_code),
  (select d.code from areas d where d.live and d.type = 'district' and st_intersects(d.outline, st_pointonsurface(a.outline)) order by d.code limit 1)) end as district
from asked a
