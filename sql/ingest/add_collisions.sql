-- Stages a batch of collisions. Arrays of equal length, one element a row; times are local, Europe/London.
insert into collisions (slice_id, row_no, spot_id, collision_index, collided_at, time_known, severity, vehicles, casualties, first_road_class,
  first_road_number, road_type, speed_limit, junction_detail, light_conditions, weather_conditions, urban_or_rural, drink_drive)
select * from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::timestamp[], $6::boolean[], $7::text[], $8::int[], $9::int[], $10::text[],
  $11::int[], $12::text[], $13::int[], $14::text[], $15::text[], $16::text[], $17::text[], $18::boolean[])
