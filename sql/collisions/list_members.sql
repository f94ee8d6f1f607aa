-- Collisions with who and what was in them. $1 references text[], $2 first month date, $3 last month date.
-- Returns id, lng, lat (degrees), day (YYYY-MM-DD), time (HH:MM; null: not known), severity, road_class, road_number, speed_limit (mph), light, weather, surface, junction
-- (codes as published; null: not known), drink_drive, vehicles and casualties (JSON arrays). By day. Indexes: collisions_by_index, casualties_by_collision.
select c.collision_index as id, (p.lng_e6 / 1e6)::float8 as lng, (p.lat_e6 / 1e6)::float8 as lat, to_char(c.collided_at, 'YYYY-MM-DD') as day, case when c.time_known then to_char(c.collided_at, 'HH24:MI') end as time,
  c.severity, c.first_road_class as road_class, c.first_road_number as road_number, c.speed_limit, c.light_conditions as light, c.weather_conditions as weather, c.junction_detail as junction, c.drink_drive,
  coalesce((select json_agg(json_build_object('reference', v.vehicle_reference, 'type', v.vehicle_type, 'manoeuvre', v.manoeuvre, 'from', v.direction_from, 'to', v.direction_to, 'driverAge', v.age_of_driver) order by v.vehicle_reference)
    from vehicles v where v.slice_id = c.slice_id and v.collision_index = c.collision_index), '[]') as vehicles,
  coalesce((select json_agg(json_build_object('class', m.casualty_class, 'type', m.casualty_type, 'severity', m.severity, 'age', m.age)
    order by array_position(array['fatal', 'serious', 'slight'], m.severity), m.casualty_reference) from casualties m where m.slice_id = c.slice_id and m.collision_index = c.collision_index), '[]') as casualties
from collision_points p join collisions c using (slice_id, collision_index)
where c.collision_index = any($1::text[]) and p.month between $2 and $3
order by c.collided_at, c.collision_index
