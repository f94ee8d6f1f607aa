-- Stages a batch of incidents. Arrays of equal length, one element a row.
insert into incidents (slice_id, row_no, incident_ref, kind_id, spot_id, night, outcome_id, occurred_from, occurred_to, solved, victim_id, victim_kind, repeat_location_id)
select * from unnest($1::int[], $2::int[], $3::text[], $4::smallint[], $5::int[], $6::smallint[], $7::smallint[], $8::timestamp[], $9::timestamp[],
  $10::boolean[], $11::text[], $12::text[], $13::text[])
