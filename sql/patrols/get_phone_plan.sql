-- What the phone that asks is for: one unit of one plan, with the places of that unit alone. No parameter: the policy lets through the one row of its token.
-- Returns plan, district, unit, "expiresAt" (UTC), name, "shiftFrom", "shiftTo" (local), status, version, content json: the unit and its places, or null.
select p.plan_id as plan, p.district_code as district, ph.unit, to_char(ph.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "expiresAt",
  p.name, to_char(p.shift_from, 'YYYY-MM-DD"T"HH24:MI') as "shiftFrom", to_char(p.shift_to, 'YYYY-MM-DD"T"HH24:MI') as "shiftTo", p.status, p.version,
  (select jsonb_build_object('unit', u, 'places', (
    select coalesce(jsonb_agg(pl), '[]') from jsonb_array_elements(p.content -> 'places') pl
    where exists (select from jsonb_array_elements(u -> 'visits') v where v ->> 'place' = pl ->> 'id')
  )) from jsonb_array_elements(p.content -> 'units') u where u ->> 'name' = ph.unit limit 1) as content
from patrol_phones ph join patrol_plans p using (plan_id)
