-- True counts of the atoms of a district. $1 slice_id int[] in order of month, $2 area_id int. Index: protected_atoms primary key.
-- Returns cell text (decimal H3 index), class_id, series text: 'place of the slice in $1, from 0:count' joined by commas.
select a.cell::text as cell, a.class_id, string_agg((m.nth - 1) || ':' || a.n, ',') as series
from unnest($1::int[]) with ordinality as m (slice_id, nth) join protected_atoms a using (slice_id)
where a.area_id = $2
group by a.cell, a.class_id
