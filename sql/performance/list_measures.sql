-- Measures of the performance update by month. $1 first month date, $2 last month date. Returns month YYYY-MM, measure text, n int, of int (null for a count), unknown int, synthetic boolean, sources text[].
-- Index: slice_measures primary key.
select to_char(s.month, 'YYYY-MM') as month, m.measure, sum(m.n)::int as n, sum(m."of")::int as "of", sum(m.unknown)::int as unknown, bool_or(s.synthetic) as synthetic, array_agg(distinct s.source) as sources
from live_slices s join slice_measures m using (slice_id)
where s.month between $1::date and $2::date
group by 1, 2 order by 1, 2
