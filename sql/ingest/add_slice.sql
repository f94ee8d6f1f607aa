-- Opens a slice that nobody sees yet. $1 import_id, $2 file_no, $3 feed, $4 source, $5 force, $6 month date, $7 dated, $8 synthetic. Returns slice_id.
insert into slices (import_id, file_no, feed, source, force, month, dated, synthetic)
values ($1, $2, $3, $4, $5, $6, $7, $8) returning slice_id
