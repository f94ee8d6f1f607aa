-- Which areas hold which spots. $1 first spot_id, $2 last spot_id, $3 import_id whose areas are new, or null for all live areas.
-- The LSOA that a row names wins over its position, because published boundaries are generalised; so does the district of that LSOA.
-- Where two areas of one type share a border, a point on it goes to one of them only. Index: area_part_squares primary key.
with visible as (
  select distinct on (type, code) area_id, import_id, type, code, name, parent_code
  from areas where live or import_id = $3
  order by type, code, (import_id = $3) desc nulls last
),
target as (select * from visible where $3::int is null or import_id = $3),
lsoa_parent as (
  select code, max(parent_code) as parent_code from visible where type in ('lsoa11', 'lsoa21') group by code
),
-- Spots with the district that their LSOA belongs to, by the LSOA's own word or else by its name, and the force of that district.
batch as materialized (
  select s.spot_id, s.lsoa_code, st_setsrid(st_point(s.lng_e6 / 1e6, s.lat_e6 / 1e6), 4326) as geom, square_of(s.lng_e6 / 1e6, s.lat_e6 / 1e6) as square,
    coalesce(by_code.code, by_name.code) as district_code, coalesce(by_code.parent_code, by_name.parent_code) as force_code,
    s.lsoa_code in (select code from target where type = 'lsoa11') as in_lsoa11, s.lsoa_code in (select code from target where type = 'lsoa21') as in_lsoa21
  from spots s
  left join lsoa_parent l on l.code = s.lsoa_code
  left join visible by_code on by_code.type = 'district' and by_code.code = l.parent_code
  left join visible by_name on by_name.type = 'district' and by_name.name = s.lsoa_place and l.parent_code is null
  where s.spot_id between $1 and $2 and s.spot_id > 0
),
named as (
  select b.spot_id, t.area_id from batch b join target t on t.type in ('lsoa11', 'lsoa21') and t.code = b.lsoa_code
  union all
  select b.spot_id, t.area_id from batch b join target t on t.type = 'district' and t.code = b.district_code
  union all
  select b.spot_id, t.area_id from batch b join target t on t.type = 'force' and t.code = b.force_code
),
-- On their own, because the planner cannot tell how few spots a box holds and must not choose a plan for one.
pieces as materialized (
  select q.square, p.type, p.area_id, p.geom from area_parts p join area_part_squares q using (part_id)
  where p.area_id in (select area_id from target)
),
drawn as (
  select distinct on (b.spot_id, p.type) b.spot_id, p.area_id
  from batch b
  join pieces p using (square)
  where p.geom ~ b.geom and st_covers(p.geom, b.geom)
    and not case p.type
      when 'lsoa11' then b.in_lsoa11
      when 'lsoa21' then b.in_lsoa21
      when 'district' then b.lsoa_code <> ''
      when 'force' then b.force_code is not null
      else false end
  order by b.spot_id, p.type, p.area_id
)
insert into spot_areas (area_id, spot_id)
select area_id, spot_id from named union all select area_id, spot_id from drawn
on conflict do nothing
