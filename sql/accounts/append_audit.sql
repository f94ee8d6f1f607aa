-- Adds one entry to the audit trail, in the transaction of the caller. $1 account name text, $2 role text, $3 act text, $4 subject text,
-- $5 purpose text, $6 detail jsonb. Returns seq int, the number of the entry.
select append_audit($1, $2, $3, $4, $5, $6)::int as seq
