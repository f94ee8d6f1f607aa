-- Forgets the atoms of slices. $1 slice_id int[], or null for all.
delete from protected_atoms where $1::int[] is null or slice_id = any($1)
