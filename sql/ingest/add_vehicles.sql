-- Stages vehicles in the slice of their collision. $1 slice_id int[] of this import, $2 line int[], then one array a column.
-- Returns line of each vehicle whose collision is not in the import. Index: collisions_by_index.
with input as (
  select * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
    as t (line, collision_index, vehicle_reference, vehicle_type, manoeuvre, sex_of_driver, age_of_driver)
),
placed as (
  select i.*, c.slice_id from input i left join collisions c on c.collision_index = i.collision_index and c.slice_id = any($1::int[])
),
added as (
  insert into vehicles (slice_id, collision_index, vehicle_reference, row_no, vehicle_type, manoeuvre, sex_of_driver, age_of_driver)
  select slice_id, collision_index, coalesce(vehicle_reference::int, 0), line, vehicle_type, manoeuvre, sex_of_driver, age_of_driver::int from placed where slice_id is not null
)
select line from placed where slice_id is null order by line
