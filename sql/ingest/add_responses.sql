-- Stages a batch of responses. Arrays of equal length, one element a row; times are instants.
insert into responses (slice_id, row_no, incident_ref, grade, call_at, dispatched_at, arrived_at, call_answered_s, spot_id, road, ruc)
select t.slice_id, t.row_no, t.ref, t.grade, t.call_at, t.dispatched_at, t.arrived_at, t.answered_s, t.spot_id, t.road, t.ruc
from unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::int[], $9::int[], $10::text[], $11::text[])
  as t (slice_id, row_no, ref, grade, call_at, dispatched_at, arrived_at, answered_s, spot_id, road, ruc)
