-- Which areas hold which spots. $1 first spot_id, $2 last spot_id, $3 import_id whose areas are new, or null for all live areas.
-- The LSOA that a row names wins over its position, because published boundaries are generalised; so does the district of that LSOA.
-- Where two areas of one type share a border, a point on it goes to one of them only. Index: area_parts_by_geom.
with visible as (
  select distinct on (type, code) area_id, import_id, type, code, name, parent_code
  from areas where live or import_id = $3
  order by type, code, (import_id = $3) desc nulls last
),
target as (select * from visible where $3::int is null or import_id = $3),
batch as (
  select spot_id, lsoa_code, lsoa_place, st_setsrid(st_point(lng_e6 / 1e6, lat_e6 / 1e6), 4326) as geom,
    lsoa_code in (select code from target where type = 'lsoa11') as in_lsoa11, lsoa_code in (select code from target where type = 'lsoa21') as in_lsoa21
  from spots where spot_id between $1 and $2 and spot_id > 0
),
lsoa_parent as (
  select code, max(parent_code) as parent_code from visible where type in ('lsoa11', 'lsoa21') group by code
),
named as (
  select b.spot_id, t.area_id from batch b join target t on t.type in ('lsoa11', 'lsoa21') and t.code = b.lsoa_code
  union
  select b.spot_id, t.area_id from batch b
  left join lsoa_parent l on l.code = b.lsoa_code
  join target t on t.type = 'district' and case when l.parent_code is null then t.name = b.lsoa_place else t.code = l.parent_code end
  where b.lsoa_code <> ''
),
drawn as (
  select distinct on (b.spot_id, t.type) b.spot_id, t.area_id
  from batch b
  join area_parts p on st_covers(p.geom, b.geom)
    and not case p.type when 'lsoa11' then b.in_lsoa11 when 'lsoa21' then b.in_lsoa21 when 'district' then b.lsoa_code <> '' else false end
  join target t using (area_id)
  order by b.spot_id, t.type, t.code
)
insert into spot_areas (area_id, spot_id)
select area_id, spot_id from named union select area_id, spot_id from drawn
on conflict do nothing
