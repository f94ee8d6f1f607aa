-- Forgets what was written out of responses. $1 slice_id int[], or null for all. Returns how many slices.
with totals as (delete from response_totals where $1::int[] is null or slice_id = any($1))
delete from response_packs where $1::int[] is null or slice_id = any($1)
