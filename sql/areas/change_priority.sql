-- Puts other text into an entry, which is a draft from then on, if it is still the version that was read; what is published of it stays published.
-- $1 priority_id uuid, $2 version int, $3 all that is written, jsonb, as add_priority without district, $4 who. Returns entry as told_priority tells it, or no row.
update priorities as p
set area_code = g.area, kind = g.kind, title = g.title, asked = g.asked, evidence = g.evidence, will_do = g."willDo", begins = g.begins, ends = g.ends, status = g.status,
  outcome = g.outcome, state = 'draft', reason = null, version = p.version + 1, changed_by = $4, changed_at = now()
from jsonb_to_record($3::jsonb) as g(area text, kind text, title text, asked text, evidence text, "willDo" text, begins date, ends date, status text, outcome text)
where p.priority_id = $1 and p.version = $2
returning told_priority(p) as entry
