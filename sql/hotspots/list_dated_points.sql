-- Where and on which day the incidents of a theme happened, from dated records alone. For signed-in readers.
-- $1 theme text, $2 first month date, $3 last month date, $4 area_id int or null, $5 most rows int. Returns lng, lat (degrees), day (days since $2, by the middle of the time in which it may
-- have happened). In order of the record.
select p.lng_e6 / 1e6 as lng, p.lat_e6 / 1e6 as lat,
  ((i.occurred_from + (coalesce(i.occurred_to, i.occurred_from) - i.occurred_from) / 2)::date - $2::date) as day
from live_slices s
join incidents i using (slice_id)
join kinds k using (kind_id)
join theme_kinds tk using (kind_id)
join spots p using (spot_id)
where tk.theme = $1 and s.dated and s.month between $2 and $3 and k.mapped and p.inside
  and theme_admits(tk.rural_only, tk.nights_only, k.rural_flag, p.rural, p.near_premises, i.night, s.dated)
  and ($4::int is null or p.spot_id in (select spot_id from spot_areas where area_id = $4))
order by i.slice_id, i.row_no
limit $5
