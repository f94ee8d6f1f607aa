-- One live area of the study area and the district it lies in. $1 code text. Returns area_id, code, type, name, synthetic boolean, "districtCode", district (null: it is one, or larger).
with own as (
  select area_id, code, type, name, parent_code, synthetic, outline from areas where live and in_study and code = $1 order by type = 'lsoa21' desc, type limit 1
)
select o.area_id, o.code, o.type, o.name, o.synthetic, d.code as "districtCode", d.name as district
from own o
left join lateral (
  select code, name from areas d
  where d.live and d.type = 'district' and o.type not in ('force', 'district') and (d.code = o.parent_code or (o.parent_code is null and st_covers(d.outline, st_pointonsurface(o.outline))))
  order by code limit 1
) d on true
