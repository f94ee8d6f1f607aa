-- The spots of an area, in one row. $1 area_id int. Returns spots int[]. Index: spot_areas primary key.
select coalesce(array_agg(spot_id order by spot_id), '{}') as spots from spot_areas where area_id = $1
