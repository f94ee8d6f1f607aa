-- What a force's own records hold of districts, by theme and month: exact totals, of no other kind of area. $1 area_ids int[], $2 first month date, $3 last month date, $4 themes text[].
-- Returns area_id, theme, month 'YYYY-MM', n (counts). Months without any are left out. Index: protected_atoms primary key.
select area_id, theme, to_char(month, 'YYYY-MM') as month, n
from district_counts where area_id = any($1::int[]) and month between $2 and $3 and theme = any($4::text[])
order by 1, 2, 3
