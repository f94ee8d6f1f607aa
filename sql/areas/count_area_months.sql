-- What is recorded in areas, by theme and month: exact, of open sources for any area, of a force's own records for districts alone.
-- $1 area_ids int[], $2 first month date, $3 last month date, $4 themes text[]. Returns area_id, theme, month 'YYYY-MM', n (counts). Months without any are left out.
-- Indexes: primary keys of spot_areas, counts and protected_atoms.
select area_id, theme, to_char(month, 'YYYY-MM') as month, sum(n)::int as n
from (
  select area_id, theme, month, n from area_counts where area_id = any($1::int[]) and month between $2 and $3 and theme = any($4::text[])
  union all
  select area_id, theme, month, n from district_counts where area_id = any($1::int[]) and month between $2 and $3 and theme = any($4::text[])
) x
group by 1, 2, 3
order by 1, 2, 3
