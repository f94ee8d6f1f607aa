-- Casualties and collisions of each loaded month by measure, for the KSI table. $1 first month date, $2 last month date, $3 area_id int or null (all of the study area, and what has no
-- location). Returns month 'YYYY-MM' of every loaded month, counts named as the measures (casualties; "ksi-collisions" and "all-collisions": collisions), "adjusted-serious" (sum of shares,
-- float; null: the file has none), and KSI casualties without an age, a kind of road user, a class, a sex, a word on drink-driving, a location; casualties with and without an adjustment.
-- By month. Indexes: slices_live, primary keys of collisions and casualties, spot_areas primary key.
with held as (
  select distinct month from live_slices where feed = 'collisions' and source = 'stats19' and month between $1 and $2
),
people as (
  select month,
    (count(*) filter (where ksi))::int as "ksi-casualties",
    (count(*) filter (where severity = 'fatal'))::int as fatal,
    (count(*) filter (where severity = 'serious'))::int as serious,
    (count(*) filter (where ksi and powered_two_wheelers))::int as "powered-two-wheelers",
    (count(*) filter (where ksi and young_car_drivers))::int as "young-car-drivers",
    (count(*) filter (where ksi and pedestrians))::int as pedestrians,
    (count(*) filter (where ksi and cyclists))::int as cyclists,
    (count(*) filter (where ksi and children))::int as children,
    (count(*) filter (where ksi and older_people))::int as "older-people",
    (count(*) filter (where ksi and drink_drive))::int as "drink-drive",
    sum(adjusted_serious) as "adjusted-serious",
    (count(*) filter (where severity <> 'fatal' and adjusted_serious is null))::int as unadjusted,
    (count(*) filter (where ksi and age is null))::int as no_age,
    (count(*) filter (where ksi and not type_known))::int as no_type,
    (count(*) filter (where ksi and not class_known))::int as no_class,
    (count(*) filter (where ksi and sex is null))::int as no_sex,
    (count(*) filter (where ksi and not drink_known))::int as no_drink,
    (count(*) filter (where ksi and spot_id = 0))::int as no_place
  from casualty_groups
  where month between $1 and $2 and source = 'stats19' and (($3::int is null and (inside or spot_id = 0)) or spot_id in (select spot_id from spot_areas where area_id = $3))
  group by month
),
events as (
  select month, (count(*) filter (where ksi))::int as "ksi-collisions", count(*)::int as "all-collisions"
  from injury_collisions
  where month between $1 and $2 and source = 'stats19' and (($3::int is null and (inside or spot_id = 0)) or spot_id in (select spot_id from spot_areas where area_id = $3))
  group by month
)
select to_char(h.month, 'YYYY-MM') as month, coalesce(p."ksi-casualties", 0) as "ksi-casualties", coalesce(p.fatal, 0) as fatal, coalesce(p.serious, 0) as serious,
  coalesce(e."ksi-collisions", 0) as "ksi-collisions", coalesce(e."all-collisions", 0) as "all-collisions", coalesce(p."powered-two-wheelers", 0) as "powered-two-wheelers",
  coalesce(p."young-car-drivers", 0) as "young-car-drivers", coalesce(p.pedestrians, 0) as pedestrians, coalesce(p.cyclists, 0) as cyclists, coalesce(p.children, 0) as children,
  coalesce(p."older-people", 0) as "older-people", coalesce(p."drink-drive", 0) as "drink-drive", p."adjusted-serious", coalesce(p.unadjusted, 0) as unadjusted, coalesce(p.no_age, 0) as no_age,
  coalesce(p.no_type, 0) as no_type, coalesce(p.no_class, 0) as no_class, coalesce(p.no_sex, 0) as no_sex, coalesce(p.no_drink, 0) as no_drink, coalesce(p.no_place, 0) as no_place
from held h left join people p using (month) left join events e using (month)
order by h.month
