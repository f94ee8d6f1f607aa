-- Forgets the totals of slices. $1 slice_id int[], or null for all.
delete from slice_totals where $1::int[] is null or slice_id = any($1)
