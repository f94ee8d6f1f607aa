-- Stages a batch of collisions. Arrays of equal length, one element a row; times are local, Europe/London; codes as published; "other" JSON.
insert into collisions (slice_id, row_no, spot_id, collision_index, collided_at, time_known, severity, vehicles, casualties, police_force, ons_district, highway_authority, first_road_class, first_road_number,
  second_road_class, second_road_number, trunk_road, road_type, speed_limit, junction_detail, junction_control, light_conditions, weather_conditions, road_surface, special_conditions, carriageway_hazards,
  crossing_human, crossing_physical, pedestrian_crossing, urban_or_rural, officer_attended, lsoa_code, injury_based, adjusted_serious, adjusted_slight, drink_drive, other)
select * from unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::timestamp[], $6::boolean[], $7::text[], $8::int[], $9::int[], $10::text[], $11::text[], $12::text[], $13::text[], $14::int[],
  $15::text[], $16::int[], $17::text[], $18::text[], $19::int[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[],
  $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::boolean[], $34::float8[], $35::float8[], $36::boolean[], $37::jsonb[])
