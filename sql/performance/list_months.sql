-- Months of which any row of the update is loaded, and when the newest of their files was. Returns month YYYY-MM, loaded text (ISO 8601 date), counted boolean: a measure of it is loaded, not an indicator alone.
-- Index: slice_measures primary key.
with held as (
  select s.month, s.import_id, true as counted from live_slices s where exists (select from slice_measures m where m.slice_id = s.slice_id)
  union all
  select month, import_id, false from indicator_values
)
select to_char(h.month, 'YYYY-MM') as month, to_char(max(i.published_at) at time zone 'UTC', 'YYYY-MM-DD') as loaded, bool_or(h.counted) as counted
from held h join imports i using (import_id)
group by 1 order by 1
