-- Keeps a request as a template, in place of one of the same name. $1 district_code text, $2 name text, $3 request jsonb, $4 who. Returns id.
insert into patrol_templates (district_code, name, request, created_by) values ($1, $2, $3, $4)
on conflict (district_code, name) do update set request = excluded.request, created_by = excluded.created_by, created_at = now()
returning template_id as id
