-- Adds a draft. $1 district_code text, $2 name text, $3 shift_from timestamp, $4 shift_to timestamp, $5 notes text, $6 who, $7 request jsonb or null. Returns id.
insert into patrol_plans (district_code, name, shift_from, shift_to, notes, created_by, changed_by, request)
values ($1, $2, $3, $4, $5, $6, $6, $7) returning plan_id as id
