-- Begins a search for a plan, in place of any before it. $1 plan_id uuid, $2 version int of the plan. Returns run (uuid), or no row where the plan has changed since.
insert into patrol_searches (plan_id, district_code, plan_version)
select plan_id, district_code, version from patrol_plans where plan_id = $1 and version = $2
on conflict (plan_id) do update set plan_version = excluded.plan_version, run = gen_random_uuid(), state = 'demand', step = 0, steps = 0, best = null,
  message = null, parameter = null, stop = false, beat = now()
returning run
