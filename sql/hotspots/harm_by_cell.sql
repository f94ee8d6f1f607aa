-- Harm of a theme by cell over a span of months: the sum of counts times the weight of their kind. Zero cells are left out.
-- $1 theme text, $2 first month date, $3 last month date, $4 resolution int, $5 area_ids int[] or null; a weight has its place in
-- $6 categories text[], $7 subcategories text[] ('' for a whole category), $8 weights double precision[].
-- Returns cell text (H3 index), n (counts), unweighted (counts without a weight), harm (in the unit of the weights), squares (counts times the weight squared, for how much an event's harm varies), in order of cell.
with weights as (select * from unnest($6::text[], $7::text[], $8::double precision[]) as w (category, subcategory, weight)),
counted as materialized (
  select h3_parent(h3_r10, $4) as cell, category, subcategory, sum(n)::int as n
  from kind_counts
  where theme = $1 and month between $2 and $3
    and ($5::int[] is null or spot_id in (select spot_id from spot_areas where area_id = any($5)))
  group by 1, 2, 3
),
weighted as (
  select c.cell, c.n, case when own.category is not null then own.weight else whole.weight end as weight
  from counted c
  left join weights own on own.category = c.category and own.subcategory = c.subcategory and c.subcategory <> ''
  left join weights whole on whole.category = c.category and whole.subcategory = ''
)
select to_hex(cell) as cell, sum(n)::int as n, coalesce(sum(n) filter (where weight is null), 0)::int as unweighted,
  coalesce(sum(n * weight), 0)::double precision as harm, coalesce(sum(n * weight * weight), 0)::double precision as squares
from weighted group by cell order by weighted.cell
