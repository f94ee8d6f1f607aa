-- Totals of a theme by month over the whole force: mapped in cells, outside the study area, without a location, withheld from maps.
-- $1 theme text, $2 first month date, $3 last month date, $4 feed text. Returns month 'YYYY-MM', inside, outside, "noLocation", withheld (counts), synthetic, dated, sources, protected.
select to_char(s.month, 'YYYY-MM') as month,
  coalesce(sum(t.n) filter (where t.mapped and t.place = 'inside'), 0)::int as inside,
  coalesce(sum(t.n) filter (where t.mapped and t.place = 'outside'), 0)::int as outside,
  coalesce(sum(t.n) filter (where t.mapped and t.place = 'none'), 0)::int as "noLocation",
  coalesce(sum(t.n) filter (where not t.mapped), 0)::int as withheld,
  bool_or(s.synthetic) as synthetic, bool_and(s.dated) as dated, array_agg(distinct s.source) as sources, bool_or(s.protected) as protected
from live_slices s
left join theme_totals t on t.slice_id = s.slice_id and t.theme = $1
where s.feed = $4 and s.month between $2 and $3
group by s.month
order by s.month
