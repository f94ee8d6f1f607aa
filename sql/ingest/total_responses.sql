-- Emergencies by district and class, by slice, as migration 0031 writes them. $1 slice_id int[], or null for all live ones. Index: primary key of responses.
select total_responses($1::int[])
