-- Located collisions of the study area as statements about clusters and roads read them: one view for each tier, as everywhere.

create view collision_points as
select s.slice_id, s.month, c.collision_index, c.collided_at, c.time_known, c.severity, c.first_road_class, c.first_road_number, c.speed_limit, c.junction_detail, c.light_conditions,
  case when c.urban_or_rural in ('1', '2') then c.urban_or_rural = '2' else coalesce(p.rural, false) end as rural, p.spot_id, p.lng_e6, p.lat_e6
from live_slices s join collisions c using (slice_id) join spots p using (spot_id)
where p.inside;

create view public_tier.collision_points as
select v.* from public.collision_points v join public.slices s using (slice_id) where not s.protected;

-- Who was hurt, as bits in the order of userGroups.
create view casualty_marks as
select m.slice_id, m.collision_index, m.severity, m.severity in ('fatal', 'serious') as ksi,
  (case when m.casualty_type in ('2', '3', '4', '5', '23', '97') then 1 else 0 end) | (case when m.casualty_class = '1' and m.casualty_type = '9' and m.age between 17 and 25 then 2 else 0 end)
  | (case when m.casualty_type = '0' then 4 else 0 end) | (case when m.casualty_type = '1' then 8 else 0 end) | (case when m.age between 0 and 17 then 16 else 0 end)
  | (case when m.age >= 70 then 32 else 0 end) | (case when c.drink_drive then 64 else 0 end) as marks
from casualties m join collisions c using (slice_id, collision_index);

create view public_tier.casualty_marks as
select v.* from public.casualty_marks v join public.slices s using (slice_id) where s.live and not s.protected;

revoke all on collision_points, casualty_marks from public;
grant select on public_tier.collision_points, public_tier.casualty_marks to beatwise_public;
