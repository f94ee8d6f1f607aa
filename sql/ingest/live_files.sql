-- Which of these fingerprints are live now for a source, apart from one import. $1 source text, $2 sha256 text[], $3 import_id int.
-- A file of rows is live while every row it brought still is; a reference file while anything it brought is.
-- Returns sha256. Index: import_files_by_sha256.
select distinct f.sha256
from import_files f
join imports i using (import_id)
where i.status = 'published' and i.source = $1 and f.sha256 = any($2::text[]) and f.import_id <> $3
  and case
    when i.source in ('police-uk', 'force-incidents', 'force-responses')
      then f.rows_loaded = (select sum(s.rows_loaded) from slices s where s.live and s.import_id = f.import_id and s.file_no = f.file_no)
    when i.source = 'stats19'
      then exists (select from slices s where s.live and s.import_id = f.import_id)
    else f.import_id in (
      select import_id from areas where live union select import_id from ruc_classes union select import_id from lsoa_changes
      union select import_id from households union select import_id from deprivation union select import_id from places
      union select import_id from road_graphs where live union select import_id from indicator_values union select import_id from postcodes)
  end
