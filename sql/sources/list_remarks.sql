-- Rows loaded with a remark, by source, of the files that are live. Returns source, synthetic, remark, count.
with live_imports as (select distinct import_id from slices where live)
select i.source, i.synthetic, r.remark, sum(r.rows)::int as count
from import_remarks r
join imports i using (import_id)
join live_imports using (import_id)
where i.status = 'published'
group by i.source, i.synthetic, r.remark
order by i.source, i.synthetic, count desc, r.remark
