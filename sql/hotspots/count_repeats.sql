-- How much of a theme falls on the same victims and places again. For signed-in readers.
-- $1 theme text, $2 first month date, $3 last month date, $4 area_id int or null. Returns of ('location', 'person', 'business'), named (incidents with a reference), different (references),
-- repeated (references met more than once), "onRepeated" (incidents on these). In order of the name.
with found as (
  select i.repeat_location_id, i.victim_id, i.victim_kind
  from live_slices s
  join incidents i using (slice_id)
  join kinds k using (kind_id)
  join theme_kinds tk using (kind_id)
  join spots p using (spot_id)
  where tk.theme = $1 and s.month between $2 and $3 and k.mapped and p.inside
    and theme_admits(tk.rural_only, tk.nights_only, k.rural_flag, p.rural, p.near_premises, i.night, s.dated)
    and ($4::int is null or p.spot_id in (select spot_id from spot_areas where area_id = $4))
),
named as (
  select 'location' as of, repeat_location_id as reference from found where repeat_location_id is not null
  union all
  select case when victim_kind = 'business' then 'business' else 'person' end, victim_id from found where victim_id is not null
),
counted as (select of, reference, count(*)::int as n from named group by of, reference)
select of, sum(n)::int as named, count(*)::int as different, count(*) filter (where n > 1)::int as repeated,
  coalesce(sum(n) filter (where n > 1), 0)::int as "onRepeated"
from counted group by of order by of
