-- The account of somebody who signs in at the provider, held until the transaction ends. $1 oidc_subject text: issuer and subject.
-- Returns accountId int, name text, role text, disabled boolean; no row for the first time.
select account_id as "accountId", name, role, disabled from accounts where oidc_subject = $1 for update
