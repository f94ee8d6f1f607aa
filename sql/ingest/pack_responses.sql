-- Responses by columns, by slice, as migration 0031 writes them. $1 slice_id int[], or null for all live ones. Index: primary key of responses.
select pack_responses($1::int[])
