-- References of located collisions in an area. $1 first month date, $2 last month date, $3 area_id int. Returns packed text, divided by chr(30), null for none.
-- Indexes: slices by month, spot_areas primary key.
select string_agg(collision_index, chr(30)) as packed from collision_points
where month between $1 and $2 and spot_id in (select spot_id from spot_areas where area_id = $3)
