-- Trials of the teams of whoever asks, the latest first, at most 100. Index: patrol_trials_by_team. Returns id, district, name, theme, "firstDay", days int, places int, each, "createdBy".
select trial_id as id, district_code as district, name, theme, to_char(first_day, 'YYYY-MM-DD') as "firstDay", cardinality(calendar) as days, jsonb_array_length(places) as places, each, created_by as "createdBy"
from patrol_trials order by first_day desc, trial_id limit 100
