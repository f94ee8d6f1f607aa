-- Units of a plan that have a link in use. $1 plan_id uuid. Returns unit, "madeBy", "expiresAt" (UTC).
select unit, made_by as "madeBy", to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "expiresAt"
from patrol_phones where plan_id = $1 and revoked_at is null and expires_at > now() order by unit
