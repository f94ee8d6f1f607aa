-- Stages casualties in the slice of their collision. $1 slice_id int[] of this import, $2 line int[], then one array a column.
-- Returns line of each casualty whose collision is not in the import. Index: collisions_by_index.
with input as (
  select * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
    as t (line, collision_index, casualty_reference, vehicle_reference, severity, casualty_class, casualty_type, sex, age)
),
placed as (
  select i.*, c.slice_id from input i left join collisions c on c.collision_index = i.collision_index and c.slice_id = any($1::int[])
),
added as (
  insert into casualties (slice_id, collision_index, casualty_reference, vehicle_reference, row_no, severity, casualty_class, casualty_type, sex, age)
  select slice_id, collision_index, casualty_reference::int, vehicle_reference::int, line, severity, casualty_class, casualty_type, sex, age::int
  from placed where slice_id is not null
)
select line from placed where slice_id is null order by line
