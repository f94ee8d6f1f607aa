-- How much of a theme falls on the same victims and places again. For signed-in readers.
-- $1 theme text, $2 first month date, $3 last month date, $4 area_id int or null. Returns of ('location', 'person', 'business'), named (incidents with a reference), different (references),
-- repeated (references met more than once), "onRepeated" (incidents on these). In order of the name.
with found as (
  select repeat_location_id, victim_id, victim_kind from mapped_incidents
  where theme = $1 and month between $2 and $3 and ($4::int is null or spot_id in (select spot_id from spot_areas where area_id = $4))
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
