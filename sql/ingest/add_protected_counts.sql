-- Writes a batch of protected counts. $1 slice_id int[], $2 area_id int[], $3 cell bigint[], $4 class_id smallint[], $5 n int[].
insert into protected_counts (slice_id, area_id, cell, class_id, n) select * from unnest($1::int[], $2::int[], $3::bigint[], $4::smallint[], $5::int[])
