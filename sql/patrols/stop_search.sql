-- Asks a search to end with the best it has. $1 plan_id uuid. Returns run, or no row where none is under way.
update patrol_searches set stop = true where plan_id = $1 and state not in ('done', 'failed') returning run
