-- One plan of a team of whoever asks. $1 plan_id uuid. Columns as list_plans, with request and content (see api/patrols/schema.ts) in place of the last four.
select plan_id as id, district_code as district, name, to_char(shift_from, 'YYYY-MM-DD"T"HH24:MI') as "shiftFrom", to_char(shift_to, 'YYYY-MM-DD"T"HH24:MI') as "shiftTo",
  notes, status, version, created_by as "createdBy", changed_by as "changedBy", to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "changedAt", request, content
from patrol_plans where plan_id = $1
