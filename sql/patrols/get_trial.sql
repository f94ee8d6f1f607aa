-- One trial of a team of whoever asks. $1 trial_id uuid. Returns id, district, name, theme, res, "firstDay", each, "hoursFrom", "hoursTo", seed, "restDays", places, calendar text[],
-- least, "dataVersion", "createdBy", "createdAt" (UTC).
select trial_id as id, district_code as district, name, theme, res, to_char(first_day, 'YYYY-MM-DD') as "firstDay", each, hours_from as "hoursFrom", hours_to as "hoursTo", seed,
  rest_days as "restDays", places, calendar, least, data_version as "dataVersion", created_by as "createdBy", to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt"
from patrol_trials where trial_id = $1
