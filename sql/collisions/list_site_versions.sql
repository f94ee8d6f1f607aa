-- Versions of a site, also of one that was removed, the newest first, at most 500. $1 site_id uuid.
-- Returns version int, act (added, changed, removed), site as told_site told it, by text, at (UTC).
select version, act, site, done_by as "by", to_char(done_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
from road_site_history where site_id = $1 order by version desc limit 500
