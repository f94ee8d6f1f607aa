-- Removes a template of a team of whoever asks. $1 template_id uuid. Returns id, or no row.
delete from patrol_templates where template_id = $1 returning template_id as id
