-- Indicators by month. $1 indicator text[], $2 month text[] (YYYY-MM-DD), $3 value text[], $4 base text[], $5 position text[], $6 group_size text[] (each null where it is not given), $7 note text[], $8 import_id int.
insert into indicator_values (indicator, month, value, base, position, group_size, note, import_id)
select t.indicator, t.month::date, t.value::float8, t.base::int, t.position::int, t.group_size::int, t.note, $8
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) t (indicator, month, value, base, position, group_size, note)
on conflict (indicator, month) do update set value = excluded.value, base = excluded.base, position = excluded.position, group_size = excluded.group_size, note = excluded.note, import_id = excluded.import_id
