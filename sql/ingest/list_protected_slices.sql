-- The protected history of a force in order of month: what is live and, with an import, what will be once it is published.
-- $1 force text, $2 import_id int or null. Returns slice_id, month text, fresh: brought by this import and not yet seen by anybody.
select s.slice_id, s.month::text as month, not s.live as fresh
from slices s
where s.protected and s.force = $1
  and (s.import_id = $2 or (s.live and not exists (select from slices n where n.import_id = $2 and (n.feed, n.force, n.month) = (s.feed, s.force, s.month))))
order by s.month
