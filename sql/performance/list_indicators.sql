-- Indicators from surveys and systems of the force, and positions among similar forces. $1 first month date, $2 last month date. Returns indicator text, month YYYY-MM, value float, base int, position int, "groupSize" int, note text,
-- synthetic boolean.
select v.indicator, to_char(v.month, 'YYYY-MM') as month, v.value, v.base, v.position, v.group_size as "groupSize", v.note, i.synthetic
from indicator_values v join imports i using (import_id) where v.month between $1::date and $2::date order by 1, 2
