-- Districts in which slices have atoms. $1 slice_id int[]. Returns area_id, code (empty: no district is loaded). Index: protected_atoms primary key.
select area_id, coalesce(code, '') as code
from (select distinct area_id from protected_atoms where slice_id = any($1::int[])) held left join areas using (area_id)
order by area_id
