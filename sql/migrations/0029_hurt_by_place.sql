-- Casualties and collisions with whether they lie in the study area, so that a table of the county is of the county, whatever else is loaded.

create or replace view casualty_groups as
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

-- New columns of a view are not in one that took all its columns before.
create or replace view public_tier.casualty_groups as
select g.* from public.casualty_groups g join public.slices s using (slice_id) where not s.protected and s.source = 'stats19';

create view public_tier.injury_collisions as
select v.* from public.injury_collisions v join public.slices s using (slice_id) where not s.protected and s.source = 'stats19';

revoke all on injury_collisions from public;
grant select on public_tier.injury_collisions to beatwise_public;
