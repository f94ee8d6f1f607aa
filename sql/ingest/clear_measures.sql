-- Forgets the measures of slices but for repeats, which follow from other months too. $1 slice_id int[], or null for all. Index: slice_measures primary key.
delete from slice_measures where ($1::int[] is null or slice_id = any($1)) and measure not in ('repeat-victims', 'repeat-business-victims', 'repeat-domestic-incidents')
