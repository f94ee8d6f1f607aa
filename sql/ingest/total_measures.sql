-- Measures of the performance update by slice, as migration 0032 writes them. $1 slice_id int[], or null for all live ones. Indexes: primary keys.
select total_measures($1::int[])
