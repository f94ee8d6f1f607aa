-- Cells of the study area in which anything was ever counted, whatever its kind. $1 resolution int, $2 area_id int or null.
-- Returns cells text (H3 indexes joined by commas, in order), or null where there is none. Index: spot_areas primary key.
with filled as (
  select distinct h3_parent(h3_r10, $1) as cell from study_spots
  where $2::int is null or spot_id in (select spot_id from spot_areas where area_id = $2)
)
select string_agg(to_hex(cell), ',' order by cell) as cells from filled
