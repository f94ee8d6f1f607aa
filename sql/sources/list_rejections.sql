-- Rows not loaded, by source and reason, of the files that are live. Returns source, synthetic, reason, count.
with live_files as (
  select import_id, file_no from slices where live
  union
  select f.import_id, f.file_no from import_files f
  where f.import_id in (
    select import_id from areas where live
    union select import_id from ruc_classes union select import_id from lsoa_changes union select import_id from households union select import_id from deprivation union select import_id from places union select import_id from postcodes
    union select import_id from road_graphs where live
    union select s.import_id from slices s join imports i using (import_id) where s.live and i.source = 'stats19'
  )
)
select i.source, i.synthetic, r.reason, sum(r.rows)::int as count
from import_rejections r
join imports i using (import_id)
join live_files using (import_id, file_no)
where i.status = 'published'
group by i.source, i.synthetic, r.reason
order by i.source, i.synthetic, count desc
