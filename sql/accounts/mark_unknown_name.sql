-- What the audit trail keeps of a name that no account has. $1 name text, as typed. Returns mark text, the same for the same name here.
select audit_name_mark($1) as mark
