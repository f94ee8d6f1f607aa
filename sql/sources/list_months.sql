-- Live months by source with what became of their rows. Returns source, synthetic, forces, month 'YYYY-MM', loaded, inside, outside, "noLocation", withheld.
select s.source, s.synthetic, array_agg(distinct s.force) as forces, to_char(s.month, 'YYYY-MM') as month, sum(s.rows_loaded)::int as loaded,
  coalesce(sum(p.inside), 0)::int as inside, coalesce(sum(p.outside), 0)::int as outside, coalesce(sum(p.no_location), 0)::int as "noLocation", coalesce(sum(p.withheld), 0)::int as withheld
from live_slices s
left join slice_places p using (slice_id)
group by s.source, s.synthetic, s.month
order by s.source, s.synthetic, s.month
