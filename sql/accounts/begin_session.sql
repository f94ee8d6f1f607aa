-- Opens a session, unless the account was disabled or its password changed since it was checked. $1 session_hash bytea, $2 account_id int,
-- $3 password_hash text that was checked, null for a sign-in elsewhere, $4 hours int to its end, $5 user_agent text. Answers one row touched, or none.
-- The lock makes a change of the account wait for this row, or this row see the change: no session slips past it.
insert into sessions (session_hash, account_id, expires_at, user_agent)
select $1, account_id, now() + make_interval(hours => $4), $5
from (
  select account_id from accounts
  where account_id = $2 and not disabled and ($3::text is null or password_hash = $3)
  for share
) still
