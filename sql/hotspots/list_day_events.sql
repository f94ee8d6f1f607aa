-- Dated incidents of a theme by cell, each with its position and the time in which it may have happened. For signed-in readers.
-- $1 theme text, $2 first month date, $3 last month date, $4 resolution int, $5 area_id int or null, $6 most incidents int (the latest).
-- Returns cell text (decimal H3 index), events text: 'lng:lat:from:span' joined by commas, degrees in millionths, minutes since the midnight of $2, minutes by the clock
-- (0: the instant is known), n int. By cell.
with dated as (
  select h3_parent(p.h3_r10, $4) as cell, p.lng_e6, p.lat_e6,
    (extract(epoch from i.occurred_from - $2::date::timestamp) / 60)::int as minute,
    greatest(0, extract(epoch from coalesce(i.occurred_to, i.occurred_from) - i.occurred_from) / 60)::int as minutes
  from live_slices s
  join incidents i using (slice_id)
  join kinds k using (kind_id)
  join theme_kinds tk using (kind_id)
  join spots p using (spot_id)
  where tk.theme = $1 and s.dated and s.month between $2 and $3 and k.mapped and p.inside
    and theme_admits(tk.rural_only, tk.nights_only, k.rural_flag, p.rural, p.near_premises, i.night, s.dated)
    and ($5::int is null or p.spot_id in (select spot_id from spot_areas where area_id = $5))
  order by i.occurred_from desc, i.slice_id, i.row_no
  limit $6
)
select cell::text, string_agg(lng_e6 || ':' || lat_e6 || ':' || minute || ':' || minutes, ',' order by minute, lng_e6, lat_e6, minutes) as events, count(*)::int as n
from dated group by cell order by dated.cell
