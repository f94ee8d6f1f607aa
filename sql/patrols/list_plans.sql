-- Plans of the teams of whoever asks, the latest shift first, at most 200. Index: patrol_plans_by_team.
-- Returns id, district, name, "shiftFrom" and "shiftTo" (local time), notes, status, version, "createdBy", "changedBy", "changedAt" (UTC), objective (themes),
-- units, visits, "shareOfAll" (0 to 1); the last four null for a plan without routes.
select plan_id as id, district_code as district, name, to_char(shift_from, 'YYYY-MM-DD"T"HH24:MI') as "shiftFrom", to_char(shift_to, 'YYYY-MM-DD"T"HH24:MI') as "shiftTo",
  notes, status, version, created_by as "createdBy", changed_by as "changedBy", to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "changedAt",
  (select json_agg(one ->> 'theme') from jsonb_array_elements(request -> 'objective') one) as objective, jsonb_array_length(request -> 'units') as units,
  (content -> 'effect' ->> 'visits')::int as visits, (content -> 'effect' ->> 'shareOfAll')::float8 as "shareOfAll"
from patrol_plans order by shift_from desc, plan_id limit 200
