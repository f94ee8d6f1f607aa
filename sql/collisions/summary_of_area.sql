-- Casualties and collisions of each loaded month by measure, for the KSI table of an area. $1 first month date, $2 last month date, $3 area_id. Returns month 'YYYY-MM' of every loaded month, counts named as the measures
-- (casualties; "ksi-collisions" and "all-collisions": collisions), "adjusted-serious" (sum of shares, float; null: the file has none), casualties with no adjustment, and KSI casualties without an
-- age, a kind of road user, a class, a sex, a word on drink-driving, a location. By month.
-- Indexes: slices_live, primary keys of collision_spots and spot_areas.
with held as materialized (
  select slice_id, month from live_slices where feed = 'collisions' and source = 'stats19' and month between $1 and $2
),
here as materialized (
  select month, t.* from held join collision_spots t using (slice_id) where spot_id in (select spot_id from spot_areas where area_id = $3)
)
select to_char(h.month, 'YYYY-MM') as month, sum("adjusted-serious") as "adjusted-serious",
  coalesce(sum("ksi-casualties"), 0)::int as "ksi-casualties", coalesce(sum(fatal), 0)::int as fatal, coalesce(sum(serious), 0)::int as serious, coalesce(sum("ksi-collisions"), 0)::int as "ksi-collisions", coalesce(sum("all-collisions"), 0)::int as "all-collisions",
  coalesce(sum("powered-two-wheelers"), 0)::int as "powered-two-wheelers", coalesce(sum("young-car-drivers"), 0)::int as "young-car-drivers", coalesce(sum(pedestrians), 0)::int as pedestrians, coalesce(sum(cyclists), 0)::int as cyclists, coalesce(sum(children), 0)::int as children,
  coalesce(sum("older-people"), 0)::int as "older-people", coalesce(sum("drink-drive"), 0)::int as "drink-drive", coalesce(sum(unadjusted), 0)::int as unadjusted, coalesce(sum(no_age), 0)::int as no_age, coalesce(sum(no_type), 0)::int as no_type,
  coalesce(sum(no_class), 0)::int as no_class, coalesce(sum(no_sex), 0)::int as no_sex, coalesce(sum(no_drink), 0)::int as no_drink, coalesce(sum(no_place), 0)::int as no_place
from (select distinct month from held) h left join here t using (month)
group by h.month order by h.month
