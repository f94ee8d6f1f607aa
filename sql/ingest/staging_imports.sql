-- Imports that are not finished. $1 minutes after which a silent one counts as dead. Returns import_id, host, pid, stale.
select import_id, host, pid, heartbeat_at < now() - make_interval(mins => $1) as stale from imports where status = 'staging'
