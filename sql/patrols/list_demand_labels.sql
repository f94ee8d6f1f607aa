-- What the publisher calls the map points of some cells, and how many records of some themes lie there.
-- $1 themes text[], $2 first month date, $3 last month date, $4 resolution int, $5 area_ids int[], $6 cells text[] (H3 indexes).
-- Returns cell text, label text, n int. By cell, most first.
select to_hex(h3_parent(c.h3_r10, $4)) as cell, l.label, sum(c.n)::int as n
from theme_counts c join spot_labels l using (spot_id)
where c.theme = any($1::text[]) and c.month between $2 and $3 and c.inside and c.mapped
  and c.spot_id in (select spot_id from spot_areas where area_id = any($5::int[]))
  and to_hex(h3_parent(c.h3_r10, $4)) = any($6::text[])
group by 1, 2 order by 1, 3 desc, 2
