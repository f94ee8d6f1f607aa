-- How far the search for a plan is. $1 plan_id uuid. Returns run, state, step, steps, best, message, parameter, "planVersion",
-- left (seconds since whoever works on it last said so).
select run, state, step, steps, best, message, parameter, plan_version as "planVersion", extract(epoch from now() - beat)::float8 as "leftS"
from patrol_searches where plan_id = $1
