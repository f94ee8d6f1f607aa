-- Visits reported of a plan that were not undone, in the order of arrival. $1 plan_id uuid.
-- Returns id, unit, place, "arrivedAt" and "leftAt" (UTC, the latter null while there), source, note, revision, "reportedBy".
select visit_id as id, unit, place, to_char(arrived_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "arrivedAt",
  to_char(left_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "leftAt", source, note, revision, reported_by as "reportedBy"
from patrol_visits where plan_id = $1 and not undone
order by patrol_visits.arrived_at, visit_id
