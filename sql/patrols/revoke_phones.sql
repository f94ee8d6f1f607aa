-- Withdraws the token of a unit, or of all units of a plan. $1 plan_id uuid, $2 unit text or null. Returns a row for each.
update patrol_phones set revoked_at = now() where plan_id = $1 and revoked_at is null and ($2::text is null or unit = $2) returning unit
