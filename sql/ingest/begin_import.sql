-- Opens an import. $1 source text, $2 synthetic boolean, $3 host text, $4 pid int. Returns import_id.
insert into imports (source, synthetic, host, pid) values ($1, $2, $3, $4) returning import_id
