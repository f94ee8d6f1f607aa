-- Says how far a search is. $1 run uuid, $2 state text, $3 step int, $4 steps int, $5 best jsonb or null (as it was), $6 message text or null, $7 parameter text or null.
-- Returns stop (whether it shall end), or no row where another search has taken its place.
update patrol_searches set state = $2, step = $3, steps = $4, best = coalesce($5, best), message = $6, parameter = $7, beat = now()
where run = $1 returning stop
