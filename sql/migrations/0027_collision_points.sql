-- Located collisions of the study area as statements about clusters and roads read them: one view for each tier, as everywhere. STATS19 is published
-- collision by collision with its positions, so that visitors see them too; nothing else is let through.

create view collision_points as
select s.slice_id, s.month, c.collision_index, c.collided_at, c.time_known, c.severity, c.first_road_class, c.first_road_number, c.speed_limit, c.junction_detail, c.light_conditions,
  case when c.urban_or_rural in ('1', '2') then c.urban_or_rural = '2' else coalesce(p.rural, false) end as rural, p.spot_id, p.lng_e6, p.lat_e6
from live_slices s join collisions c using (slice_id) join spots p using (spot_id)
where p.inside;

create view public_tier.collision_points as
select v.* from public.collision_points v join public.slices s using (slice_id) where s.source = 'stats19';

-- Who was hurt, as bits in the order of userGroups (api/road-vocabulary.ts).
create view casualty_marks as
select slice_id, collision_index, severity, ksi,
  powered_two_wheelers::int | (young_car_drivers::int << 1) | (pedestrians::int << 2) | (cyclists::int << 3) | (children::int << 4) | (older_people::int << 5) | (drink_drive::int << 6) as marks
from casualty_groups;

create view public_tier.casualty_marks as
select v.* from public.casualty_marks v join public.slices s using (slice_id) where s.live and s.source = 'stats19';

revoke all on collision_points, casualty_marks from public;
grant select on public_tier.collision_points, public_tier.casualty_marks to beatwise_public;
