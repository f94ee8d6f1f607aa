-- Aggregates staged casualties of one severity where their collision happened. $1 slice_id int[], $2 severity, $3 kind_id.
insert into counts (slice_id, kind_id, night, spot_id, n)
select c.slice_id, $3::smallint, 0, c.spot_id, count(*)
from casualties m join collisions c on c.slice_id = m.slice_id and c.collision_index = m.collision_index
where m.slice_id = any($1::int[]) and m.severity = $2
group by c.slice_id, c.spot_id
