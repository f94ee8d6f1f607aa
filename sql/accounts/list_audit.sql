-- The audit trail, newest first. $1 before bigint: only entries with smaller numbers, null for the newest; $2 limit int.
-- Returns seq, at (ISO 8601, UTC), account, role, act, subject, purpose, detail. Relies on the primary key.
select seq::int as seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, account_name as account, role, act, subject, purpose, detail
from audit_entries
where $1::bigint is null or seq < $1
order by seq desc
limit $2
