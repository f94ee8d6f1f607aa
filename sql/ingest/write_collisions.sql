-- Collisions as clusters and roads read them, by slice. $1 slice_id int[], or null for all live ones. Indexes: primary keys of collisions and casualties.
insert into collision_texts (slice_id, row_no, spot_id, packed)
select slice_id, row_no, spot_id, packed from collisions_written
where case when $1::int[] is null then slice_id in (select slice_id from slices where live) else slice_id = any($1) end
