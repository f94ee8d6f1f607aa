-- Says which districts are the study area: those of a loaded force; with no force loaded, those that loaded LSOAs name; else all.
with forces as (select code, geom from areas where live and type = 'force'),
named as (select distinct parent_code as code from areas where live and type in ('lsoa11', 'lsoa21') and parent_code is not null),
linked as (
  select d.area_id, coalesce(f.code, case when exists (select from forces) then null else d.parent_code end) as parent_code,
    case when exists (select from forces) then f.code is not null
         when exists (select from named) then d.code in (select code from named)
         else true end as in_study
  from areas d left join forces f on st_covers(f.geom, st_pointonsurface(d.geom))
  where d.live and d.type = 'district'
)
update areas a set parent_code = l.parent_code, in_study = l.in_study
from linked l
where a.area_id = l.area_id and (a.parent_code, a.in_study) is distinct from (l.parent_code, l.in_study)
