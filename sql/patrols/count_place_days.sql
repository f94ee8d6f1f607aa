-- Dated incidents of a theme by day and cell, of those whose day is known. A day begins some minutes after its midnight and may end on the next.
-- $1 theme, $2 first day date, $3 days int, $4 res int, $5 cells text[] (H3 indexes), $6 and $7 minutes from midnight at which each day begins and ends.
-- Returns day int (from 0), cell text, n int. Spans of more than a day are left out: nobody knows on which day they belong.
with wanted as (select ('x' || lpad(c, 16, '0'))::bit(64)::bigint as cell from unnest($5::text[]) c),
found as (
  select h3_parent(h3_r10, $4::int) as cell, occurred_from - make_interval(mins => $6::int) as shifted
  from mapped_incidents
  where theme = $1 and dated and month between date_trunc('month', $2::date) and date_trunc('month', $2::date + $3::int + 1)
    and coalesce(occurred_to, occurred_from) - occurred_from <= interval '24 hours'
)
select (shifted::date - $2::date)::int as day, to_hex(cell) as cell, count(*)::int as n
from found join wanted using (cell)
where shifted::date between $2::date and $2::date + $3::int - 1 and shifted - shifted::date::timestamp < make_interval(mins => $7::int - $6::int)
group by 1, found.cell order by 1, found.cell
