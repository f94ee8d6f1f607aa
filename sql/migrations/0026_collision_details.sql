-- STATS19 in full: every published column that describes road, place, vehicle or injury has a column here; what has none is kept in "other", by its
-- published name. Left out on purpose: where people in a collision live, how deprived it is there, and make and model of their vehicles.
-- Codes as published (api/collision-vocabulary.ts has their meaning); null: not known.

alter table collisions
  add column police_force text,
  add column ons_district text, -- code of the district as the police recorded it
  add column highway_authority text,
  add column second_road_class text,
  add column second_road_number int,
  add column trunk_road text,
  add column junction_control text,
  add column road_surface text,
  add column special_conditions text,
  add column carriageway_hazards text,
  add column crossing_human text, -- until 2023; then pedestrian_crossing
  add column crossing_physical text,
  add column pedestrian_crossing text,
  add column officer_attended text,
  add column lsoa_code text, -- of the place, of whatever year
  add column injury_based boolean, -- severity follows from the injuries named, and not from what the officer thought of them
  add column adjusted_serious double precision, -- the publisher's estimate had it been so recorded: a share, never to be added to what was recorded
  add column adjusted_slight double precision,
  add column other jsonb;

alter table vehicles
  add column towing text,
  add column direction_from text,
  add column direction_to text,
  add column lane text,
  add column junction_location text,
  add column skidding text,
  add column hit_in_carriageway text,
  add column leaving_carriageway text,
  add column hit_off_carriageway text,
  add column first_impact text,
  add column left_hand_drive text,
  add column journey_purpose text,
  add column age_band text, -- of the driver
  add column engine_cc int,
  add column propulsion text,
  add column age_of_vehicle int, -- years
  add column escooter text,
  add column other jsonb;
create index vehicles_by_collision on vehicles (slice_id, collision_index);

alter table casualties
  add column age_band text,
  add column pedestrian_location text,
  add column pedestrian_movement text,
  add column car_passenger text,
  add column bus_passenger text,
  add column maintenance_worker text,
  add column injury_based boolean,
  add column adjusted_serious double precision,
  add column adjusted_slight double precision,
  add column other jsonb;

-- Rows that were loaded although something about them is odd: the rule is stated with the remark (api/source-vocabulary.ts).
create table import_remarks (
  import_id int not null references imports on delete cascade,
  file_no int not null,
  remark text not null,
  rows int not null,
  first_line int not null,
  example text not null,
  primary key (import_id, file_no, remark)
);

-- Casualties and the groups they belong to, and whether they lie in the study area, so that a table of the county is of the county: the one definition. A group that cannot be told (no age, no kind of vehicle) is false.
-- Casualty types: 2 to 5, 23, 97 and 103 to 106 motorcycles; 0 pedestrian; 1 cyclist; 9 and 109 car. Class 1: driver or rider.
create view casualty_groups as
select m.slice_id, s.month, s.source, s.synthetic, c.spot_id, m.collision_index, m.severity, m.severity in ('fatal', 'serious') as ksi, m.age, m.sex, m.adjusted_serious,
  coalesce(m.casualty_type in ('2', '3', '4', '5', '23', '97', '103', '104', '105', '106'), false) as powered_two_wheelers,
  coalesce(m.casualty_class = '1' and m.casualty_type in ('9', '109') and m.age between 17 and 25, false) as young_car_drivers,
  coalesce(m.casualty_type = '0', false) as pedestrians,
  coalesce(m.casualty_type = '1', false) as cyclists,
  coalesce(m.age between 0 and 17, false) as children,
  coalesce(m.age >= 70, false) as older_people,
  coalesce(c.drink_drive, false) as drink_drive,
  m.casualty_type is not null as type_known, m.casualty_class is not null as class_known, c.drink_drive is not null as drink_known, coalesce(p.inside, false) as inside
from live_slices s join casualties m using (slice_id) join collisions c on c.slice_id = m.slice_id and c.collision_index = m.collision_index
left join spots p on p.spot_id = c.spot_id;

create view injury_collisions as
select c.slice_id, s.month, s.source, c.spot_id, c.collision_index, c.severity, c.severity in ('fatal', 'serious') as ksi, coalesce(p.inside, false) as inside
from live_slices s join collisions c using (slice_id) left join spots p on p.spot_id = c.spot_id;

-- The measures of the force's performance update as before, their groups from the one definition.
create or replace view measured as
select month, x.measure, sum(x.n)::bigint as n, sum(x."of")::bigint as "of"
from live_incidents i
cross join lateral (values
  ('all-crime', i.is_crime::int, null::int),
  ('victim-based-crime', i.victim_based::int, null),
  ('solved', (i.is_crime and i.solved)::int, i.is_crime::int),
  ('anti-social-behaviour', (i.category = 'anti-social-behaviour')::int, null),
  ('dwelling-burglary', (i.category = 'burglary' and i.subcategory = 'dwelling')::int, null),
  ('robbery', (i.category = 'robbery')::int, null),
  ('vehicle-crime', (i.category = 'vehicle-crime')::int, null),
  ('rural-crime', (i.is_crime and i.rural_flag)::int, null),
  ('domestic-incidents', (i.category = 'domestic-incident')::int, null),
  ('domestic-offences', (i.is_crime and i.domestic)::int, null),
  ('domestic-solved', (i.is_crime and i.domestic and i.solved)::int, (i.is_crime and i.domestic)::int)
) as x (measure, n, "of")
group by month, x.measure
union all
select month, case who when 'person' then 'repeat-victims' when 'business' then 'repeat-business-victims' else 'repeat-domestic-incidents' end, count(*), null
from repeat_incidents group by 1, 2
union all
select month, y.measure, sum(y.counts::int), null
from casualty_groups g
cross join lateral (values
  ('ksi-casualties', g.ksi),
  ('ksi-fatal', g.severity = 'fatal'),
  ('ksi-serious', g.severity = 'serious'),
  ('ksi-powered-two-wheelers', g.ksi and g.powered_two_wheelers),
  ('ksi-young-car-drivers', g.ksi and g.young_car_drivers),
  ('ksi-pedestrians', g.ksi and g.pedestrians),
  ('ksi-cyclists', g.ksi and g.cyclists),
  ('ksi-children', g.ksi and g.children),
  ('ksi-drink-drive', g.ksi and g.drink_drive)
) as y (measure, counts)
group by month, y.measure
union all
select s.month, 'ksi-collisions', count(*) filter (where c.severity in ('fatal', 'serious')), null
from collisions c join live_slices s using (slice_id) group by s.month
union all
select month, x.measure, sum(x.n), sum(x."of")
from live_emergencies r
cross join lateral (values
  ('emergency-attendance', (r.stamped and r.within_standard)::int, (r.stamped is true)::int),
  ('calls-answered', (r.call_answered_s <= 10)::int, (r.call_answered_s is not null)::int)
) as x (measure, n, "of")
group by month, x.measure;
drop view live_casualties;

-- For the public: what the publisher has put out, as far as it is live. Not what has no column of its own, which nobody has looked at.
create view public_tier.collisions as
select c.slice_id, c.collision_index, c.collided_at, c.time_known, c.spot_id, c.severity, c.vehicles, c.casualties, c.police_force, c.ons_district, c.highway_authority, c.first_road_class,
  c.first_road_number, c.second_road_class, c.second_road_number, c.trunk_road, c.road_type, c.speed_limit, c.junction_detail, c.junction_control, c.light_conditions, c.weather_conditions, c.road_surface,
  c.special_conditions, c.carriageway_hazards, c.crossing_human, c.crossing_physical, c.pedestrian_crossing, c.urban_or_rural, c.officer_attended, c.lsoa_code, c.injury_based, c.adjusted_serious,
  c.adjusted_slight, c.drink_drive
from public.collisions c join public_tier.live_slices s using (slice_id) where s.source = 'stats19';

create view public_tier.vehicles as
select v.slice_id, v.collision_index, v.vehicle_reference, v.vehicle_type, v.towing, v.manoeuvre, v.direction_from, v.direction_to, v.lane, v.junction_location, v.skidding, v.hit_in_carriageway,
  v.leaving_carriageway, v.hit_off_carriageway, v.first_impact, v.left_hand_drive, v.journey_purpose, v.sex_of_driver, v.age_of_driver, v.age_band, v.engine_cc, v.propulsion, v.age_of_vehicle, v.escooter
from public.vehicles v join public_tier.live_slices s using (slice_id) where s.source = 'stats19';

create view public_tier.casualties as
select m.slice_id, m.collision_index, m.casualty_reference, m.vehicle_reference, m.severity, m.casualty_class, m.casualty_type, m.sex, m.age, m.age_band, m.pedestrian_location, m.pedestrian_movement,
  m.car_passenger, m.bus_passenger, m.maintenance_worker, m.injury_based, m.adjusted_serious, m.adjusted_slight
from public.casualties m join public_tier.live_slices s using (slice_id) where s.source = 'stats19';

create view public_tier.casualty_groups as
select g.* from public.casualty_groups g join public.slices s using (slice_id) where not s.protected and s.source = 'stats19';

create view public_tier.injury_collisions as
select v.* from public.injury_collisions v join public.slices s using (slice_id) where not s.protected and s.source = 'stats19';

create view public_tier.import_remarks as
select r.import_id, r.file_no, r.remark, r.rows from public.import_remarks r join public_tier.imports using (import_id);

revoke all on casualty_groups, injury_collisions, import_remarks from public;
grant select on public_tier.collisions, public_tier.vehicles, public_tier.casualties, public_tier.casualty_groups, public_tier.injury_collisions, public_tier.import_remarks to beatwise_public;
