-- Takes an entry from one state to another, if it is still the version that was read and may be moved from where it stands. $1 priority_id uuid,
-- $2 version int, $3 state text, $4 reason text or null, $5 states from which it may come, text[], $6 who. Returns entry as told_priority tells it, or no row.
update priorities as p
set state = $3::text, reason = $4, version = p.version + 1, published_version = case $3::text when 'published' then p.version + 1 when 'withdrawn' then null else p.published_version end,
  changed_by = $6, changed_at = now()
where p.priority_id = $1 and p.version = $2 and p.state = any ($5::text[])
returning told_priority(p) as entry
