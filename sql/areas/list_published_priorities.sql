-- What is published of areas, or one entry of it: the view of the public by its full name, so that every reader gets the same. $1 codes of areas, text[]; the
-- first named comes first; null: of all, $2 priority_id uuid; null: every one. Index: published_priorities_by_area. Returns id, area, areaName, kind, title, asked,
-- evidence, willDo, begins and ends (YYYY-MM-DD), status, outcome, synthetic, published (YYYY-MM-DD, British), changed (UTC).
select p.priority_id as id, p.area_code as area,
  coalesce((select a.name from areas a where a.live and a.code = p.area_code order by a.type = 'lsoa21' desc, a.type limit 1), p.area_code) as "areaName",
  p.kind, p.title, p.asked, p.evidence, p.will_do as "willDo", p.begins::text as begins, p.ends::text as ends, p.status, p.outcome, p.synthetic,
  to_char(p.published_at at time zone 'Europe/London', 'YYYY-MM-DD') as published, to_char(p.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as changed
from public_tier.priorities p
where ($1::text[] is null or p.area_code = any ($1::text[])) and ($2::uuid is null or p.priority_id = $2::uuid)
order by array_position($1::text[], p.area_code), array_position(array['under-way', 'planned', 'done', 'stopped'], p.status), p.begins desc, p.priority_id
limit 500
