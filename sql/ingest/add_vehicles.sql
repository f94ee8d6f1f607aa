-- Stages vehicles in the slice of their collision. $1 slice_id int[] of this import, $2 line int[], then one array a column; codes as published.
-- Returns line of each vehicle whose collision is not in the import. Index: collisions_by_index.
with input as (
  select * from unnest($2::int[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
      $17::text[], $18::text[], $19::text[], $20::int[], $21::text[], $22::int[], $23::text[], $24::int[], $25::text[], $26::jsonb[])
    as t (line, collision_index, vehicle_reference, vehicle_type, towing, manoeuvre, direction_from, direction_to, lane, junction_location, skidding, hit_in_carriageway, leaving_carriageway, hit_off_carriageway,
      first_impact, left_hand_drive, journey_purpose, sex_of_driver, age_of_driver, age_band, engine_cc, propulsion, age_of_vehicle, escooter, other)
),
placed as (
  select i.*, c.slice_id from input i left join collisions c on c.collision_index = i.collision_index and c.slice_id = any($1::int[])
),
added as (
  insert into vehicles (slice_id, collision_index, vehicle_reference, row_no, vehicle_type, towing, manoeuvre, direction_from, direction_to, lane, junction_location, skidding, hit_in_carriageway,
    leaving_carriageway, hit_off_carriageway, first_impact, left_hand_drive, journey_purpose, sex_of_driver, age_of_driver, age_band, engine_cc, propulsion, age_of_vehicle, escooter, other)
  select slice_id, collision_index, coalesce(vehicle_reference, 0), line, vehicle_type, towing, manoeuvre, direction_from, direction_to, lane, junction_location, skidding, hit_in_carriageway,
    leaving_carriageway, hit_off_carriageway, first_impact, left_hand_drive, journey_purpose, sex_of_driver, age_of_driver, age_band, engine_cc, propulsion, age_of_vehicle, escooter, other
  from placed where slice_id is not null
)
select line from placed where slice_id is null order by line
