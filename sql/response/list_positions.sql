-- Where spots lie. $1 spot_ids int[]. Returns spot_id int, lng, lat (degrees). Index: spots primary key.
select spot_id, lng_e6 / 1e6::float8 as lng, lat_e6 / 1e6::float8 as lat from spots where spot_id = any($1::int[]) order by spot_id
