-- The account of a name, with what its password is checked against. $1 name text, folded.
-- Returns accountId int, name text, role text, passwordHash text or null, disabled boolean; no row for an unknown name.
select account_id as "accountId", name, role, password_hash as "passwordHash", disabled from accounts where name = $1
