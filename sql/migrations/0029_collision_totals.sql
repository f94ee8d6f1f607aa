-- The KSI table rests on sums by slice, so that two years of it are read from rows, not counted from every casualty again.

-- Casualties of every slice, live or not, and the groups they belong to: the one definition, as before (0026), that what is about to be published can be counted too.
create view casualty_facts as
select m.slice_id, c.spot_id, m.collision_index, m.severity, m.severity in ('fatal', 'serious') as ksi, m.age, m.sex, m.adjusted_serious,
  coalesce(m.casualty_type in ('2', '3', '4', '5', '23', '97', '103', '104', '105', '106'), false) as powered_two_wheelers,
  coalesce(m.casualty_class = '1' and m.casualty_type in ('9', '109') and m.age between 17 and 25, false) as young_car_drivers,
  coalesce(m.casualty_type = '0', false) as pedestrians,
  coalesce(m.casualty_type = '1', false) as cyclists,
  coalesce(m.age between 0 and 17, false) as children,
  coalesce(m.age >= 70, false) as older_people,
  coalesce(c.drink_drive, false) as drink_drive,
  m.casualty_type is not null as type_known, m.casualty_class is not null as class_known, c.drink_drive is not null as drink_known
from casualties m join collisions c on c.slice_id = m.slice_id and c.collision_index = m.collision_index;

create or replace view casualty_groups as
select m.slice_id, s.month, s.source, s.synthetic, m.spot_id, m.collision_index, m.severity, m.ksi, m.age, m.sex, m.adjusted_serious, m.powered_two_wheelers, m.young_car_drivers, m.pedestrians, m.cyclists,
  m.children, m.older_people, m.drink_drive, m.type_known, m.class_known, m.drink_known, coalesce(p.inside, false) as inside
from live_slices s join casualty_facts m using (slice_id) left join spots p on p.spot_id = m.spot_id;

-- What each casualty and each collision adds to the KSI table: casualties and collisions never to the same measure.
create view collision_tallies as
select slice_id, spot_id, adjusted_serious as "adjusted-serious",
  (ksi)::int as "ksi-casualties", (severity = 'fatal')::int as fatal, (severity = 'serious')::int as serious, 0 as "ksi-collisions",
  0 as "all-collisions", (ksi and powered_two_wheelers)::int as "powered-two-wheelers", (ksi and young_car_drivers)::int as "young-car-drivers", (ksi and pedestrians)::int as pedestrians,
  (ksi and cyclists)::int as cyclists, (ksi and children)::int as children, (ksi and older_people)::int as "older-people", (ksi and drink_drive)::int as "drink-drive",
  (severity <> 'fatal' and adjusted_serious is null)::int as unadjusted, (ksi and age is null)::int as no_age, (ksi and not type_known)::int as no_type, (ksi and not class_known)::int as no_class,
  (ksi and sex is null)::int as no_sex, (ksi and not drink_known)::int as no_drink, (ksi and spot_id = 0)::int as no_place
from casualty_facts
union all
select slice_id, spot_id, null,
  0, 0, 0, (severity in ('fatal', 'serious'))::int, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
from collisions;

-- place: none (no location), inside or outside the study area, as in slice_totals.
create table collision_totals (
  slice_id int not null,
  place text not null check (place in ('none', 'inside', 'outside')),
  "adjusted-serious" double precision, -- null: the file has none
  "ksi-casualties" int not null,
  fatal int not null,
  serious int not null,
  "ksi-collisions" int not null,
  "all-collisions" int not null,
  "powered-two-wheelers" int not null,
  "young-car-drivers" int not null,
  pedestrians int not null,
  cyclists int not null,
  children int not null,
  "older-people" int not null,
  "drink-drive" int not null,
  unadjusted int not null,
  no_age int not null,
  no_type int not null,
  no_class int not null,
  no_sex int not null,
  no_drink int not null,
  no_place int not null,
  primary key (slice_id, place)
);

insert into collision_totals
select t.slice_id, case when t.spot_id = 0 then 'none' when p.inside then 'inside' else 'outside' end, sum("adjusted-serious"),
  sum("ksi-casualties"), sum(fatal), sum(serious), sum("ksi-collisions"), sum("all-collisions"), sum("powered-two-wheelers"), sum("young-car-drivers"),
  sum(pedestrians), sum(cyclists), sum(children), sum("older-people"), sum("drink-drive"), sum(unadjusted), sum(no_age),
  sum(no_type), sum(no_class), sum(no_sex), sum(no_drink), sum(no_place)
from slices s join collision_tallies t using (slice_id) left join spots p using (spot_id)
where s.live group by 1, 2;

create view public_tier.collision_totals as
select t.* from public.collision_totals t join public_tier.live_slices s using (slice_id) where not s.protected and s.source = 'stats19';

create view public_tier.collision_tallies as
select t.* from public.collision_tallies t join public_tier.live_slices s using (slice_id) where not s.protected and s.source = 'stats19';

revoke all on casualty_facts, collision_tallies, collision_totals from public;
grant select on public_tier.collision_totals, public_tier.collision_tallies to beatwise_public;
