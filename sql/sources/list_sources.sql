-- What is loaded, by source: rows of the published imports that are still live. Returns source, synthetic, files, read, loaded, "importedAt".
with live_imports as (
  select import_id from slices where live
  union select import_id from areas where live
  union select import_id from ruc_classes union select import_id from lsoa_changes union select import_id from households union select import_id from places
)
select i.source, i.synthetic, count(f.file_no)::int as files, sum(f.rows_read)::int as read, sum(f.rows_loaded)::int as loaded,
  to_char(max(i.published_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "importedAt"
from imports i
join import_files f using (import_id)
where i.status = 'published' and i.import_id in (select import_id from live_imports)
group by i.source, i.synthetic
order by i.synthetic, array_position(array['police-uk', 'force-incidents', 'stats19', 'force-responses', 'areas', 'ruc', 'households', 'places'], i.source)
