-- Versions of a plan of a team of whoever asks, the newest first, at most 200. $1 plan_id uuid.
-- Returns version, status, "changedBy", "changedAt" (UTC), visits, "shareOfAll" (0 to 1; null without routes).
select version, status, changed_by as "changedBy", to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "changedAt",
  (content -> 'effect' ->> 'visits')::int as visits, (content -> 'effect' ->> 'shareOfAll')::float8 as "shareOfAll"
from patrol_plan_versions where plan_id = $1 order by version desc limit 200
