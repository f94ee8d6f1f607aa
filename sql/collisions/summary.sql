-- Casualties and collisions of each loaded month by measure, for the KSI table of the study area and of what has no location. $1 first month date, $2 last month date. Returns month 'YYYY-MM' of every loaded month, counts named as the measures
-- (casualties; "ksi-collisions" and "all-collisions": collisions), "adjusted-serious" (sum of shares, float; null: the file has none), casualties with no adjustment, and KSI casualties without an
-- age, a kind of road user, a class, a sex, a word on drink-driving, a location. By month.
-- Indexes: slices_live, collision_totals primary key.
select to_char(s.month, 'YYYY-MM') as month, sum("adjusted-serious") as "adjusted-serious",
  coalesce(sum("ksi-casualties"), 0)::int as "ksi-casualties", coalesce(sum(fatal), 0)::int as fatal, coalesce(sum(serious), 0)::int as serious, coalesce(sum("ksi-collisions"), 0)::int as "ksi-collisions", coalesce(sum("all-collisions"), 0)::int as "all-collisions",
  coalesce(sum("powered-two-wheelers"), 0)::int as "powered-two-wheelers", coalesce(sum("young-car-drivers"), 0)::int as "young-car-drivers", coalesce(sum(pedestrians), 0)::int as pedestrians, coalesce(sum(cyclists), 0)::int as cyclists, coalesce(sum(children), 0)::int as children,
  coalesce(sum("older-people"), 0)::int as "older-people", coalesce(sum("drink-drive"), 0)::int as "drink-drive", coalesce(sum(unadjusted), 0)::int as unadjusted, coalesce(sum(no_age), 0)::int as no_age, coalesce(sum(no_type), 0)::int as no_type,
  coalesce(sum(no_class), 0)::int as no_class, coalesce(sum(no_sex), 0)::int as no_sex, coalesce(sum(no_drink), 0)::int as no_drink, coalesce(sum(no_place), 0)::int as no_place
from live_slices s left join collision_totals t on t.slice_id = s.slice_id and t.place <> 'outside'
where s.feed = 'collisions' and s.source = 'stats19' and s.month between $1 and $2
group by s.month order by s.month
