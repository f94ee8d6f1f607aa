-- Rows not loaded, by source and reason, of the imports that are live. Returns source, synthetic, reason, count.
with live_imports as (
  select import_id from slices where live
  union select import_id from areas where live
  union select import_id from ruc_classes union select import_id from lsoa_changes union select import_id from households union select import_id from places
)
select i.source, i.synthetic, r.reason, sum(r.rows)::int as count
from import_rejections r join imports i using (import_id)
where i.status = 'published' and i.import_id in (select import_id from live_imports)
group by i.source, i.synthetic, r.reason
order by i.source, i.synthetic, count desc
