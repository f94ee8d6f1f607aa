-- Visits of one team over a time, over all its plans. $1 district_code, $2 first and $3 last day date, both included (local time).
-- Returns place, unit, plan, "arrivedAt", "leftAt" (UTC) of each visit that has an end. Index: patrol_visits_by_time.
select plan_id as plan, unit, place, to_char(arrived_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "arrivedAt",
  to_char(left_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "leftAt"
from patrol_visits
where district_code = $1 and not undone and left_at is not null
  and arrived_at >= ($2::date)::timestamp at time zone 'Europe/London' and arrived_at < ($3::date + 1)::timestamp at time zone 'Europe/London'
order by patrol_visits.arrived_at
