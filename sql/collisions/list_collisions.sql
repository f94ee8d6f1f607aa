-- Located collisions by month, each month one text: collisions divided by chr(30), their columns by chr(31), in the order that packed-collisions.ts names:
-- reference, lng, lat (degrees), minutes since 2000 (local), 1 when the time is known, severity 1 to 3, casualties killed, seriously and slightly injured, road
-- class, road number, speed limit (mph), 1 at a junction or 2 not at one, light, 1 in the country, groups hurt, groups killed or seriously injured (bits in
-- the order of userGroups). 0: not known. $1 first month date, $2 last month date, $3 area_id int or null (all).
-- Returns packed text. By month; within it by reference. Indexes: slices by month, casualties_by_collision, spot_areas primary key.
with chosen as (
  select * from collision_points
  where month between $1 and $2 and ($3::int is null or spot_id in (select spot_id from spot_areas where area_id = $3))
),
hurt as (
  select slice_id, collision_index, count(*) filter (where severity = 'fatal') as fatal, count(*) filter (where severity = 'serious') as serious,
    count(*) filter (where severity = 'slight') as slight, coalesce(bit_or(marks), 0) as groups, coalesce(bit_or(marks) filter (where ksi), 0) as ksi_groups
  from casualty_marks where slice_id in (select slice_id from chosen)
  group by slice_id, collision_index
)
select string_agg(concat_ws(chr(31), c.collision_index, c.lng_e6 / 1e6, c.lat_e6 / 1e6, (extract(epoch from c.collided_at - timestamp '2000-01-01') / 60)::int, c.time_known::int,
  case c.severity when 'fatal' then 1 when 'serious' then 2 else 3 end, coalesce(h.fatal, 0), coalesce(h.serious, 0), coalesce(h.slight, 0),
  case when c.first_road_class ~ '^[1-6]$' then c.first_road_class else '0' end, coalesce(c.first_road_number, 0), coalesce(c.speed_limit, 0),
  case when c.junction_detail is null then 0 when c.junction_detail = '0' then 2 else 1 end, case when c.light_conditions ~ '^[1-7]$' then c.light_conditions else '0' end,
  c.rural::int, coalesce(h.groups, 0), coalesce(h.ksi_groups, 0)), chr(30) order by c.collision_index) as packed
from chosen c left join hurt h using (slice_id, collision_index)
group by c.month order by c.month
