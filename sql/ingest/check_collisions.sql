-- What is odd about staged STATS19 rows that are loaded all the same. $1 slice_id int[] of the import, their spots placed in areas.
-- Returns remark, file_no of the collision, rows, first_line (of the collision, or of the casualty), example (collision_index). Indexes: primary keys, casualties_by_collision.
with mine as (
  select c.slice_id, c.row_no, c.collision_index, c.severity, c.casualties, c.ons_district, c.spot_id, s.file_no from collisions c join slices s using (slice_id) where slice_id = any($1::int[])
),
hurt as (
  select slice_id, collision_index, count(*) as n, min(array_position(array['fatal', 'serious', 'slight'], severity)) as worst from casualties where slice_id = any($1::int[]) group by slice_id, collision_index
),
loaded as (
  select exists (select from casualties where slice_id = any($1::int[])) as casualties, exists (select from vehicles where slice_id = any($1::int[])) as vehicles
),
districts as (
  select m.spot_id, array_agg(d.code) as codes
  from (select distinct spot_id from mine where spot_id > 0) m join spot_areas using (spot_id) join areas d using (area_id)
  where d.live and d.type = 'district' group by m.spot_id
),
found as (
  select 'severity-disagrees' as remark, m.file_no, m.row_no, m.collision_index
  from mine m join hurt h using (slice_id, collision_index) where array_position(array['fatal', 'serious', 'slight'], m.severity) <> h.worst
  union all
  select 'casualty-count-disagrees', m.file_no, m.row_no, m.collision_index
  from mine m cross join loaded left join hurt h using (slice_id, collision_index) where loaded.casualties and m.casualties <> coalesce(h.n, 0)
  union all
  select 'vehicle-unknown', m.file_no, c.row_no, c.collision_index
  from casualties c join mine m using (slice_id, collision_index) cross join loaded
  left join vehicles v on v.slice_id = c.slice_id and v.collision_index = c.collision_index and v.vehicle_reference = c.vehicle_reference
  where loaded.vehicles and c.vehicle_reference is not null and v.slice_id is null
  union all
  select 'district-disagrees', m.file_no, m.row_no, m.collision_index
  from mine m join districts d using (spot_id) where m.ons_district ~ '^[A-Z][0-9]{8}$' and not m.ons_district = any(d.codes)
)
select remark, file_no, count(*)::int as rows, min(row_no) as first_line, (array_agg(collision_index order by row_no))[1] as example
from found group by remark, file_no order by remark, file_no
