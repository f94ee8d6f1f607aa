-- Visits of one unit of a plan, undone ones too, in the order of arrival. $1 plan_id uuid, $2 unit.
-- Returns id, place, "arrivedAt", "leftAt" (UTC), source, note, revision, undone.
select visit_id as id, place, to_char(arrived_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "arrivedAt",
  to_char(left_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "leftAt", source, note, revision, undone
from patrol_visits where plan_id = $1 and unit = $2
order by patrol_visits.arrived_at, visit_id
