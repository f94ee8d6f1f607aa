-- Live months by source with what became of their rows. Returns source, synthetic, forces, month 'YYYY-MM', loaded, inside, outside, "noLocation", withheld.
-- Casualties and vehicles belong to their collision and are not counted again here.
select s.source, s.synthetic, array_agg(distinct s.force) as forces, to_char(s.month, 'YYYY-MM') as month, sum(s.rows_loaded)::int as loaded,
  coalesce(sum(t.inside), 0)::int as inside, coalesce(sum(t.outside), 0)::int as outside, coalesce(sum(t.no_location), 0)::int as "noLocation", coalesce(sum(t.withheld), 0)::int as withheld
from live_slices s
left join lateral (
  select sum(n) filter (where k.mapped and place = 'inside') as inside, sum(n) filter (where k.mapped and place = 'outside') as outside,
    sum(n) filter (where k.mapped and place = 'none') as no_location, sum(n) filter (where not k.mapped) as withheld
  from slice_totals st join kinds k using (kind_id) where st.slice_id = s.slice_id and k.category <> 'casualty'
) t on true
group by s.source, s.synthetic, s.month
order by s.source, s.synthetic, s.month
