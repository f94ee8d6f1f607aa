-- Dated incidents of a theme by cell, each with its position and the time in which it may have happened. For signed-in readers.
-- $1 theme text, $2 first month date, $3 last month date, $4 resolution int, $5 area_id int or null, $6 most incidents int (the latest).
-- Returns cell text (decimal H3 index), events text: 'lng:lat:from:span' joined by commas, degrees in millionths, minutes since the midnight of $2, minutes by the clock
-- (0: the instant is known), n int. By cell.
with found as (
  select h3_parent(h3_r10, $4) as cell, lng_e6, lat_e6,
    (extract(epoch from occurred_from - $2::date::timestamp) / 60)::int as minute,
    greatest(0, extract(epoch from coalesce(occurred_to, occurred_from) - occurred_from) / 60)::int as minutes
  from mapped_incidents
  where theme = $1 and dated and month between $2 and $3
    and ($5::int is null or spot_id in (select spot_id from spot_areas where area_id = $5))
  order by occurred_from desc, slice_id, row_no
  limit $6
)
select cell::text, string_agg(lng_e6 || ':' || lat_e6 || ':' || minute || ':' || minutes, ',' order by minute, lng_e6, lat_e6, minutes) as events, count(*)::int as n
from found group by cell order by found.cell
