-- Makes the one token of a unit; that before it must have been withdrawn. $1 token_hash bytea in hexadecimal, $2 plan_id uuid, $3 district_code, $4 unit, $5 made_by,
-- $6 expires_at timestamptz. Returns unit.
insert into patrol_phones (token_hash, plan_id, district_code, unit, made_by, expires_at) values (decode($1, 'hex'), $2, $3, $4, $5, $6) returning unit
