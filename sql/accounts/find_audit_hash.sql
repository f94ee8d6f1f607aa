-- The entry that carries a hash written down elsewhere. $1 hash text, hex. Returns seq int; no row when there is none.
select seq::int as seq from audit_entries where hash = decode($1, 'hex')
