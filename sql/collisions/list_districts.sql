-- Districts with their collisions and residents. $1 first month date, $2 last month date.
-- Returns code, name, collisions int, ksi int (collisions), residents int (of the newest census and the smallest areas that are loaded; null where none are). By name.
-- Indexes: slices by month, spot_areas_by_spot.
with districts as (select area_id, code, name from areas where live and in_study and type = 'district'),
counted as (
  select a.area_id, count(*)::int as collisions, (count(*) filter (where p.severity in ('fatal', 'serious')))::int as ksi
  from collision_points p join spot_areas a using (spot_id) join districts using (area_id)
  where p.month between $1 and $2
  group by a.area_id
),
people as (
  select case when a.type = 'district' then a.code else a.parent_code end as district, a.type, h.vintage, h.residents
  from households h join areas a on a.live and a.in_study and a.code = h.area_code
  where h.residents is not null and (a.type = 'district' or (a.type in ('lsoa21', 'lsoa11') and right(a.type, 2) = right(h.vintage, 2)))
),
finest as (select type, vintage from people order by array_position(array['lsoa21', 'lsoa11', 'district'], type), vintage desc limit 1)
select d.code, d.name, coalesce(c.collisions, 0) as collisions, coalesce(c.ksi, 0) as ksi,
  (select sum(residents)::int from people join finest using (type, vintage) where district = d.code) as residents
from districts d left join counted c using (area_id) order by d.name
