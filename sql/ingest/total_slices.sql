-- Totals of slices without their places. $1 slice_id int[], or null for all live ones. Index: counts primary key.
insert into slice_totals (slice_id, kind_id, night, place, rural, near_premises, n)
select c.slice_id, c.kind_id, c.night, case when c.spot_id = 0 then 'none' when p.inside then 'inside' else 'outside' end, p.rural, p.near_premises, sum(c.n)
from counts c join spots p using (spot_id)
where case when $1::int[] is null then c.slice_id in (select slice_id from slices where live) else c.slice_id = any($1) end
group by 1, 2, 3, 4, 5, 6
