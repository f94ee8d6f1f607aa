-- Collisions as clusters and roads read them are written out once, when they are imported or areas change: written for every question, ten years of a force
-- took 1.3 s, and 4 s in the embedded engine.
drop view public_tier.casualty_marks;
drop view casualty_marks;

-- Of casualties of every slice, the groups they belong to as bits in the order of userGroups (api/road-vocabulary.ts).
create view casualty_bits as
select slice_id, collision_index, severity, ksi,
  powered_two_wheelers::int | (young_car_drivers::int << 1) | (pedestrians::int << 2) | (cyclists::int << 3) | (children::int << 4) | (older_people::int << 5) | (drink_drive::int << 6) as marks
from casualty_facts;

-- Of collisions of every slice, live or not, that lie in the study area; columns of `packed` are divided by chr(31), in the order that packed-collisions.ts names:
-- reference, lng, lat (degrees), minutes since 2000 (local), 1 when the time is known, severity 1 to 3, casualties killed, seriously and slightly injured, road
-- class, road number, speed limit (mph), 1 at a junction or 2 not at one, light, 1 in the country, groups hurt, groups killed or seriously injured. 0: not known.
create view collisions_written as
with hurt as (
  select slice_id, collision_index, count(*) filter (where severity = 'fatal') as fatal, count(*) filter (where severity = 'serious') as serious,
    count(*) filter (where severity = 'slight') as slight, bit_or(marks) as groups, bit_or(marks) filter (where ksi) as ksi_groups
  from casualty_bits group by slice_id, collision_index
)
select c.slice_id, c.row_no, c.spot_id,
  concat_ws(chr(31), c.collision_index, p.lng_e6 / 1e6, p.lat_e6 / 1e6, (extract(epoch from c.collided_at - timestamp '2000-01-01') / 60)::int, c.time_known::int,
    case c.severity when 'fatal' then 1 when 'serious' then 2 else 3 end, coalesce(h.fatal, 0), coalesce(h.serious, 0), coalesce(h.slight, 0),
    case when c.first_road_class ~ '^[1-6]$' then c.first_road_class else '0' end, coalesce(c.first_road_number, 0), coalesce(c.speed_limit, 0),
    case when c.junction_detail is null then 0 when c.junction_detail = '0' then 2 else 1 end, case when c.light_conditions ~ '^[1-7]$' then c.light_conditions else '0' end,
    (case when c.urban_or_rural in ('1', '2') then c.urban_or_rural = '2' else coalesce(p.rural, false) end)::int, coalesce(h.groups, 0), coalesce(h.ksi_groups, 0)) as packed
from collisions c join spots p using (spot_id) left join hurt h using (slice_id, collision_index)
where p.inside;

create table collision_texts (
  slice_id int not null,
  row_no int not null,
  spot_id int not null,
  packed text not null,
  primary key (slice_id, row_no)
);

insert into collision_texts select slice_id, row_no, spot_id, packed from collisions_written join slices using (slice_id) where live;

create view public_tier.collision_texts as
select t.slice_id, t.spot_id, t.packed from public.collision_texts t join public_tier.live_slices s using (slice_id) where not s.protected and s.source = 'stats19';

revoke all on casualty_bits, collisions_written, collision_texts from public;
grant select on public_tier.collision_texts to beatwise_public;
