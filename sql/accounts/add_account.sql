-- Makes an account. $1 name text, folded, $2 role text, $3 password_hash text or null, $4 must_change boolean, $5 demonstration boolean.
-- Returns accountId int; no row where the name is taken.
insert into accounts (name, role, password_hash, must_change, demonstration) values ($1, $2, $3, $4, $5)
on conflict (name) do nothing
returning account_id as "accountId"
