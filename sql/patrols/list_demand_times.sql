-- When the dated incidents and collisions of a theme may have happened, by cell. For signed-in readers.
-- $1 theme text, $2 first month date, $3 last month date, $4 resolution int, $5 area_ids int[], $6 most records int (the latest).
-- Returns cell text (H3 index), times text: 'from:span' joined by commas, minutes since the midnight of $2, minutes by the clock (0: the instant is known). By cell.
with placed as (select distinct spot_id from spot_areas where area_id = any($5::int[])),
found as (
  select h3_parent(h3_r10, $4) as cell, occurred_from as begun, occurred_to as ended
  from mapped_incidents join placed using (spot_id)
  where theme = $1 and dated and month between $2 and $3
  union all
  select h3_parent(p.h3_r10, $4), c.collided_at, null
  from live_slices s join collisions c using (slice_id) join spots p using (spot_id) join placed using (spot_id)
  where $1::text in ('ksi-collisions', 'ksi-casualties') and c.severity in ('fatal', 'serious') and c.time_known and p.inside and s.month between $2 and $3
),
latest as (
  select cell, (extract(epoch from begun - $2::date::timestamp) / 60)::int as minute, greatest(0, extract(epoch from coalesce(ended, begun) - begun) / 60)::int as minutes
  from found order by begun desc, cell limit $6
)
select to_hex(cell) as cell, string_agg(minute || ':' || minutes, ',' order by minute, minutes) as times from latest group by cell order by latest.cell
