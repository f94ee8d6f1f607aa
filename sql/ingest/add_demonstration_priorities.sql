-- Published entries of the demonstration county. $1 jsonb list of {district, area, kind, title, asked, evidence, willDo, begins, ends, status, outcome}.
insert into priorities (district_code, area_code, kind, title, asked, evidence, will_do, begins, ends, status, outcome, state, published_version, synthetic, created_by, changed_by)
select g.district, g.area, g.kind, g.title, g.asked, g.evidence, g."willDo", g.begins, g.ends, g.status, g.outcome, 'published', 1, true, 'demonstration', 'demonstration'
from jsonb_to_recordset($1::jsonb) as g(district text, area text, kind text, title text, asked text, evidence text, "willDo" text, begins date, ends date, status text, outcome text)
