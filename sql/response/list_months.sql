-- Emergencies by month, of the force and of its districts. $1 first month 'YYYY-MM', $2 last month; null: whatever is loaded.
-- Returns month text, code text (null: the force; '': no district), name text, source text, synthetic boolean, and counts, null where they are not told: emergencies, also by class (urban, rural); stamped (class known,
-- stamps that can be right), attended (within the standard, of those), both by class; unclassed; answer_known (calls whose answering was timed), answered (within 10 s).
select to_char(s.month, 'YYYY-MM') as month, case when m.area_id is null then null else coalesce(a.code, '') end as code, coalesce(a.name, '') as name, s.source, s.synthetic,
  m.emergencies, m.stamped, m.attended, m.urban, m.rural, m.urban_stamped as "urbanStamped", m.urban_attended as "urbanAttended", m.rural_stamped as "ruralStamped", m.rural_attended as "ruralAttended",
  m.unclassed, m.answer_known as "answerKnown", m.answered
from live_slices s join response_months m using (slice_id) left join areas a on a.area_id = m.area_id and a.live
where ($1::text is null or s.month >= to_date($1, 'YYYY-MM')) and ($2::text is null or s.month <= to_date($2, 'YYYY-MM'))
order by s.month, m.area_id nulls first
