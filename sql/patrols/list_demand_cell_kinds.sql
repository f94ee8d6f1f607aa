-- What kind of place a cell is, by the map points in it. $1 resolution int, $2 area_ids int[].
-- Returns cell text (H3 index), premises boolean (within reach of licensed premises), rural boolean (most points; null: no class is known). By cell.
with placed as (
  select h3_parent(h3_r10, $1) as cell, rural, near_premises from spots
  where inside and spot_id in (select spot_id from spot_areas where area_id = any($2::int[]))
),
of_cell as (select cell, bool_or(near_premises) as premises, avg(rural::int) as rural from placed group by cell)
select to_hex(cell) as cell, premises, rural >= 0.5 as rural from of_cell order by of_cell.cell
