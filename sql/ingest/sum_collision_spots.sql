-- Sums of the KSI table by slice and position. $1 slice_id int[], or null for all live ones. Indexes: primary keys of collisions and casualties.
insert into collision_spots (slice_id, spot_id, "adjusted-serious", "ksi-casualties", fatal, serious, "ksi-collisions", "all-collisions", "powered-two-wheelers", "young-car-drivers", pedestrians, cyclists, children,
  "older-people", "drink-drive", unadjusted, no_age, no_type, no_class, no_sex, no_drink, no_place)
select slice_id, spot_id, sum("adjusted-serious"), sum("ksi-casualties"), sum(fatal), sum(serious), sum("ksi-collisions"), sum("all-collisions"), sum("powered-two-wheelers"), sum("young-car-drivers"),
  sum(pedestrians), sum(cyclists), sum(children), sum("older-people"), sum("drink-drive"), sum(unadjusted), sum(no_age), sum(no_type), sum(no_class), sum(no_sex), sum(no_drink), sum(no_place)
from collision_tallies
where case when $1::int[] is null then slice_id in (select slice_id from slices where live) else slice_id = any($1) end
group by 1, 2
