-- Templates of the teams of whoever asks, by name. Returns id, district, name, request, "createdBy".
select template_id as id, district_code as district, name, request, created_by as "createdBy" from patrol_templates order by name, template_id limit 200
