-- Who is behind a session that is still good; notes the visit, at most once a minute. $1 session_hash bytea, $2 idle int, minutes without a visit that end it.
-- Returns accountId int, name text, role text, districts text[], mustChange boolean, expiresAt text (UTC); no row for a session that is over.
with good as (
  select s.session_hash, s.seen_at, s.expires_at, a.account_id, a.name, a.role, a.must_change
  from sessions s join accounts a using (account_id)
  where s.session_hash = $1 and s.expires_at > now() and s.seen_at > now() - make_interval(mins => $2) and not a.disabled
),
noted as (
  update sessions set seen_at = now()
  where session_hash in (select session_hash from good where seen_at < now() - interval '1 minute')
)
select account_id as "accountId", name, role, must_change as "mustChange",
  to_char(expires_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "expiresAt",
  array(select district_code from account_districts d where d.account_id = good.account_id order by district_code) as districts
from good
