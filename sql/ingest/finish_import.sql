-- Writes an import's totals from its files and marks it published. $1 import_id.
update imports i set status = 'published', published_at = now(), rows_read = t.rows_read, rows_loaded = t.rows_loaded
from (select sum(rows_read)::int as rows_read, sum(rows_loaded)::int as rows_loaded from import_files where import_id = $1) t
where i.import_id = $1
