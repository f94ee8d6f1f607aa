-- Changes what is given of a plan, if it is still the version that was read. $1 plan_id uuid, $2 version int, $3 name text or null, $4 shift_from timestamp
-- or null, $5 shift_to timestamp or null, $6 notes text or null, $7 status text or null, $8 who, $9 request jsonb or null, $10 content jsonb or null.
-- Returns the new version, or no row.
update patrol_plans
set name = coalesce($3, name), shift_from = coalesce($4, shift_from), shift_to = coalesce($5, shift_to), notes = coalesce($6, notes), status = coalesce($7, status),
  request = coalesce($9, request), content = coalesce($10, content), version = version + 1, changed_by = $8, changed_at = now()
where plan_id = $1 and version = $2
returning version
