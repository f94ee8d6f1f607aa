-- Forgets the sums by position of slices. $1 slice_id int[], or null for all.
delete from collision_spots where $1::int[] is null or slice_id = any($1)
