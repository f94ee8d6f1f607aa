-- Indicators from surveys and systems of the force, and positions among similar forces. $1 first month date, $2 last month date. Returns indicator text, month YYYY-MM, value float, base int, position int, "groupSize" int, note text.
select indicator, to_char(month, 'YYYY-MM') as month, value, base, position, group_size as "groupSize", note
from indicator_values where month between $1::date and $2::date order by 1, 2
