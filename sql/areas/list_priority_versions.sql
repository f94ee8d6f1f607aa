-- Versions of an entry, the newest first, at most 500. $1 priority_id uuid. Returns version int, act (added, changed, submitted, published, returned,
-- withdrawn), entry as told_priority told it, by text, at (UTC).
select version, act, entry, done_by as "by", to_char(done_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
from priority_history where priority_id = $1 order by version desc limit 500
