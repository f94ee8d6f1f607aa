-- Places that the force's own records name again and again: the top ten of each district. For signed-in readers.
-- $1 theme text, $2 first month date, $3 last month date, $4 area_id int or null. Returns district, location (the force's reference), n (incidents), victims (different ones, where
-- recorded), "firstDay", "lastDay" (YYYY-MM-DD), business (share of incidents with a business as victim), lng, lat. By district, most first.
with named as (
  select d.name as district, i.repeat_location_id as location, i.occurred_from, i.victim_id, i.victim_kind, i.lng_e6, i.lat_e6
  from mapped_incidents i
  left join lateral (
    select a.name from spot_areas m join areas a using (area_id) where m.spot_id = i.spot_id and a.live and a.type = 'district' order by a.code limit 1
  ) d on true
  where i.theme = $1 and i.month between $2 and $3 and i.repeat_location_id is not null
    and ($4::int is null or i.spot_id in (select spot_id from spot_areas where area_id = $4))
),
counted as (
  select coalesce(district, '') as district, location, count(*)::int as n, count(distinct victim_id)::int as victims,
    to_char(min(occurred_from), 'YYYY-MM-DD') as "firstDay", to_char(max(occurred_from), 'YYYY-MM-DD') as "lastDay",
    round(avg((victim_kind = 'business')::int), 3)::double precision as business, avg(lng_e6) / 1e6 as lng, avg(lat_e6) / 1e6 as lat,
    row_number() over (partition by district order by count(*) desc, location) as nth
  from named group by district, location having count(*) > 1
)
select district, location, n, victims, "firstDay", "lastDay", business, round(lng, 5)::double precision as lng, round(lat, 5)::double precision as lat
from counted where nth <= 10 order by district, n desc, location
