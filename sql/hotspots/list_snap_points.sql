-- Cells whose count rests on map points that stand for many addresses: the publisher's name of the point that counts most there.
-- $1 theme text, $2 first month date, $3 last month date, $4 resolution int, $5 area_id int or null, $6 names text[] (as published, lower case).
-- Returns cell text (H3 index), label text, n (counts at points of that name), of (all counts of the cell), in order of cell.
with placed as (
  select h3_parent(c.h3_r10, $4) as cell, lower(l.label) as label, sum(c.n)::int as n
  from theme_counts c left join spot_labels l using (spot_id)
  where c.theme = $1 and c.month between $2 and $3 and c.inside and c.mapped
    and ($5::int is null or c.spot_id in (select spot_id from spot_areas where area_id = $5))
  group by 1, 2
),
whole as (select cell, sum(n)::int as n from placed group by cell),
most as (select distinct on (cell) cell, label, n from placed where label = any($6) order by cell, n desc, label)
select to_hex(m.cell) as cell, m.label, m.n, w.n as of from most m join whole w using (cell) where m.n * 2 >= w.n order by m.cell
