-- Counts protected slices by district, hexagon of resolution 8 and class. $1 slice_id int[], or null for all live ones. Index: counts primary key.
with wanted as materialized (
  select slice_id, dated from slices where protected and (slice_id = any($1) or ($1::int[] is null and live))
),
home_type as (select case when exists (select from areas where live and type = 'district' and in_study) then 'district' else 'force' end as type),
home as materialized (
  select m.spot_id, m.area_id from spot_areas m join areas a using (area_id) join home_type using (type) where a.live and a.in_study
),
class_of as materialized (
  select k.kind_id, k.rural, k.night, c.class_id from kind_classes k join protected_classes c using (themes)
)
insert into protected_atoms (slice_id, area_id, cell, class_id, n)
select c.slice_id, coalesce(h.area_id, 0), h3_parent(p.h3_r10, 8), k.class_id, sum(c.n)
from wanted w
join counts c using (slice_id)
join spots p using (spot_id)
join class_of k on k.kind_id = c.kind_id and k.rural = coalesce(p.rural, false)
  and k.night = theme_admits(false, true, false, false, p.near_premises, c.night, w.dated)
left join home h using (spot_id)
where p.inside
group by 1, 2, 3, 4
