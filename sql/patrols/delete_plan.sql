-- Removes a plan, if it is still the version that was read. $1 plan_id uuid, $2 version int. Returns id, or no row.
delete from patrol_plans where plan_id = $1 and version = $2 returning plan_id as id
