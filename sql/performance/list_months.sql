-- Months of which any measure is loaded, and when the newest of their files was loaded. Returns month YYYY-MM, loaded text (ISO 8601 date). Index: slice_measures primary key.
select to_char(s.month, 'YYYY-MM') as month, to_char(max(i.published_at) at time zone 'UTC', 'YYYY-MM-DD') as loaded
from live_slices s join imports i using (import_id)
where exists (select from slice_measures m where m.slice_id = s.slice_id)
group by 1 order by 1
