-- Where and on which day the incidents of a theme happened, from dated records alone. For signed-in readers.
-- $1 theme text, $2 first month date, $3 last month date, $4 area_id int or null, $5 most rows int. Returns lng, lat (degrees), day (days since $2, by the middle of the time in which it may
-- have happened). In order of the record.
select lng_e6 / 1e6 as lng, lat_e6 / 1e6 as lat,
  ((occurred_from + (coalesce(occurred_to, occurred_from) - occurred_from) / 2)::date - $2::date) as day
from mapped_incidents
where theme = $1 and dated and month between $2 and $3
  and ($4::int is null or spot_id in (select spot_id from spot_areas where area_id = $4))
order by slice_id, row_no
limit $5
