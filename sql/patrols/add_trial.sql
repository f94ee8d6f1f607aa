-- Keeps a trial. $1 district_code, $2 name, $3 theme, $4 res int, $5 first_day date, $6 each int, $7 hours_from int, $8 hours_to int, $9 seed int, $10 rest_days json,
-- $11 places json, $12 calendar text[], $13 least text, $14 data_version, $15 created_by. Returns id.
insert into patrol_trials (district_code, name, theme, res, first_day, each, hours_from, hours_to, seed, rest_days, places, calendar, least, data_version, created_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb, $12::text[], $13, $14, $15) returning trial_id as id
