-- Forgets the written collisions of slices. $1 slice_id int[], or null for all.
delete from collision_texts where $1::int[] is null or slice_id = any($1)
