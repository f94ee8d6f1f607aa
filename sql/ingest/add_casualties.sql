-- Stages casualties in the slice of their collision. $1 slice_id int[] of this import, $2 line int[], then one array a column; codes as published.
-- Returns line of each casualty whose collision is not in the import. Index: collisions_by_index.
with input as (
  select * from unnest($2::int[], $3::text[], $4::text[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[], $10::int[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
      $17::boolean[], $18::float8[], $19::float8[], $20::jsonb[])
    as t (line, collision_index, severity, casualty_reference, vehicle_reference, casualty_class, casualty_type, sex, age, age_band, pedestrian_location, pedestrian_movement, car_passenger, bus_passenger,
      maintenance_worker, injury_based, adjusted_serious, adjusted_slight, other)
),
placed as (
  select i.*, c.slice_id from input i left join collisions c on c.collision_index = i.collision_index and c.slice_id = any($1::int[])
),
added as (
  insert into casualties (slice_id, collision_index, casualty_reference, vehicle_reference, row_no, severity, casualty_class, casualty_type, sex, age, age_band, pedestrian_location, pedestrian_movement,
    car_passenger, bus_passenger, maintenance_worker, injury_based, adjusted_serious, adjusted_slight, other)
  select slice_id, collision_index, casualty_reference, vehicle_reference, line, severity, casualty_class, casualty_type, sex, age, age_band, pedestrian_location, pedestrian_movement,
    car_passenger, bus_passenger, maintenance_worker, injury_based, adjusted_serious, adjusted_slight, other
  from placed where slice_id is not null
)
select line from placed where slice_id is null order by line
