-- Districts of the study area. Returns area_id int, code text, name text.
select area_id, code, name from areas where live and type = 'district' and in_study order by name
