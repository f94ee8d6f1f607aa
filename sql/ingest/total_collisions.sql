-- Sums of the KSI table by slice and by whether they lie in the study area. $1 slice_id int[], or null for all live ones. Index: collision_spots primary key.
insert into collision_totals (slice_id, place, "adjusted-serious",
  "ksi-casualties", fatal, serious, "ksi-collisions", "all-collisions", "powered-two-wheelers", "young-car-drivers", pedestrians, cyclists, children,
  "older-people", "drink-drive", unadjusted, no_age, no_type, no_class, no_sex, no_drink, no_place)
select t.slice_id, case when t.spot_id = 0 then 'none' when p.inside then 'inside' else 'outside' end, sum("adjusted-serious"),
  sum("ksi-casualties"), sum(fatal), sum(serious), sum("ksi-collisions"), sum("all-collisions"), sum("powered-two-wheelers"), sum("young-car-drivers"),
  sum(pedestrians), sum(cyclists), sum(children), sum("older-people"), sum("drink-drive"), sum(unadjusted), sum(no_age),
  sum(no_type), sum(no_class), sum(no_sex), sum(no_drink), sum(no_place)
from collision_spots t left join spots p using (spot_id)
where case when $1::int[] is null then t.slice_id in (select slice_id from slices where live) else t.slice_id = any($1) end
group by 1, 2
