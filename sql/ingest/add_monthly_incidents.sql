-- Stages a batch of incidents of which only the month is known. Arrays of equal length, one element a row.
insert into incidents (slice_id, row_no, incident_ref, kind_id, spot_id, night, outcome_id)
select t.slice_id, t.row_no, t.ref, t.kind_id, t.spot_id, -1, t.outcome_id
from unnest($1::int[], $2::int[], $3::text[], $4::smallint[], $5::int[], $6::smallint[]) as t (slice_id, row_no, ref, kind_id, spot_id, outcome_id)
