-- The last day of which dated incidents are held, whatever their kind: a month may be loaded before it is over. For signed-in readers.
-- $1 month date. Returns day text, YYYY-MM-DD; null where none is held.
select to_char(max(i.occurred_from), 'YYYY-MM-DD') as day
from live_slices s join incidents i using (slice_id)
where s.dated and s.month = $1
