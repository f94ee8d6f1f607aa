-- Counts of a theme by cell over a span of months, in the study area or one area of it. Zero cells are left out.
-- $1 theme text, $2 first month date, $3 last month date, $4 resolution int, $5 area_id int or null.
-- Returns cell text (H3 index), n int (counts), in order of cell. Index: counts primary key, spot_areas primary key.
-- Counted first and ordered afterwards: thousands of cells are sorted in a moment, tens of thousands of counts are not.
with counted as materialized (
  select h3_parent(h3_r10, $4) as cell, sum(n)::int as n
  from theme_counts
  where theme = $1 and month between $2 and $3 and inside and mapped
    and ($5::int is null or spot_id in (select spot_id from spot_areas where area_id = $5))
  group by 1
)
select to_hex(cell) as cell, n from counted order by counted.cell
