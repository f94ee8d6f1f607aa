-- Aggregates staged collisions of one severity. $1 slice_id int[], $2 severity, $3 kind_id.
insert into counts (slice_id, kind_id, night, spot_id, n)
select slice_id, $3::smallint, 0, spot_id, count(*) from collisions where slice_id = any($1::int[]) and severity = $2 group by slice_id, spot_id
