-- What is loaded, by source, as far as it is live: of a file of events the rows of its live months, of a reference file all while anything
-- it brought is. Rejected rows count while their file is live. Returns source, synthetic, files, read, loaded, "importedAt".
with events as (
  select import_id, file_no, sum(rows_loaded)::int as loaded from slices where live group by import_id, file_no
),
others as (
  select import_id from areas where live
  union select import_id from ruc_classes union select import_id from lsoa_changes union select import_id from households union select import_id from deprivation union select import_id from places union select import_id from postcodes union select import_id from indicator_values
  union select import_id from road_graphs where live
  union select s.import_id from slices s join imports i using (import_id) where s.live and i.source = 'stats19'
),
live_files as (
  select i.source, i.synthetic, i.published_at, f.rows_read - f.rows_loaded as rejected,
    case when i.source = 'stats19' then f.rows_loaded else coalesce(e.loaded, f.rows_loaded) end as loaded
  from imports i
  join import_files f using (import_id)
  left join events e using (import_id, file_no)
  where i.status = 'published' and (e.import_id is not null or i.import_id in (select import_id from others))
)
select source, synthetic, count(*)::int as files, sum(loaded + rejected)::int as read, sum(loaded)::int as loaded,
  to_char(max(published_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "importedAt"
from live_files
group by source, synthetic
order by synthetic, array_position(array['police-uk', 'force-incidents', 'stats19', 'force-responses', 'areas', 'ruc', 'households', 'deprivation', 'places', 'postcodes', 'indicators', 'roads'], source)
