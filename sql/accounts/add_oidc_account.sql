-- Makes the account of somebody who signs in at the provider for the first time; it has no password. $1 name text, folded, $2 role text,
-- $3 oidc_subject text: issuer and subject. Returns accountId int; no row where the name is taken.
insert into accounts (name, role, oidc_subject) values ($1, $2, $3)
on conflict do nothing
returning account_id as "accountId"
