-- Monthly counts of a theme by cell. $1 theme text, $2 first month date, $3 last month date, $4 resolution int, $5 area_id int or null.
-- Returns cell text (decimal H3 index), series text: 'month index:count' joined by commas, months counted from $2 = 0, zeros left out.
with by_month as (
  select h3_parent(h3_r10, $4) as cell,
    ((extract(year from month) - extract(year from $2::date)) * 12 + extract(month from month) - extract(month from $2::date))::int as i,
    sum(n)::int as n
  from theme_counts
  where theme = $1 and month between $2 and $3 and inside and mapped
    and ($5::int is null or spot_id in (select spot_id from spot_areas where area_id = $5))
  group by 1, 2
)
select cell::text, string_agg(i || ':' || n, ',' order by i) as series from by_month group by cell order by by_month.cell
