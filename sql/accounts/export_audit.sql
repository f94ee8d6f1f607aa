-- A stretch of the audit trail, oldest first, with all that it takes to check it elsewhere. $1 after bigint: entries with larger numbers,
-- $2 through bigint: up to this number, $3 limit int. Returns seq, at, account, role, act, subject, purpose, detail, "previousHash", hash (hex) and
-- hashed, the text whose SHA-256 is the hash. Relies on the primary key.
select seq::int as seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, account_name as account, role, act, subject, purpose, detail,
  encode(previous_hash, 'hex') as "previousHash", encode(hash, 'hex') as hash, audit_text(e) as hashed
from audit_entries e
where seq > $1 and seq <= $2
order by seq
limit $3
