-- Adds a draft. $1 what is written, jsonb (area, district, kind, title, asked, evidence, willDo, begins, ends, status, outcome), $2 who. Returns entry as
-- told_priority tells it.
insert into priorities as p (district_code, area_code, kind, title, asked, evidence, will_do, begins, ends, status, outcome, state, created_by, changed_by)
select g.district, g.area, g.kind, g.title, g.asked, g.evidence, g."willDo", g.begins, g.ends, g.status, g.outcome, 'draft', $2, $2
from jsonb_to_record($1::jsonb) as g(district text, area text, kind text, title text, asked text, evidence text, "willDo" text, begins date, ends date, status text, outcome text)
returning told_priority(p) as entry
