-- Loaded months of each feed as this reader sees them. Returns feed text (incidents, collisions), month 'YYYY-MM', protected boolean (told of districts and the force alone), synthetic boolean, sources text[],
-- loaded text (ISO 8601 instant, when the newest of its files was published). Months of which everything lies outside the study area are another force's and left out. By feed and month.
select s.feed, to_char(s.month, 'YYYY-MM') as month, bool_or(s.protected) as protected, bool_or(s.synthetic) as synthetic, array_agg(distinct s.source order by s.source) as sources,
  to_char(max(i.published_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as loaded
from live_slices s join imports i using (import_id) left join slice_places p using (slice_id)
where s.feed in ('incidents', 'collisions')
group by s.feed, s.month
having coalesce(sum(p.inside), 0) + coalesce(sum(p.no_location), 0) + coalesce(sum(p.withheld), 0) > 0 or coalesce(sum(p.outside), 0) = 0
order by 1, 2
