-- The measures of the force's performance update, by month. One view holds each definition; nobody repeats its filter.
-- n: how many; "of": of how many, for a rate; null for a count. Zero months are rows, so that twelve months are always twelve rows.

create view live_incidents as
select i.*, s.month, k.category, k.subcategory, k.domestic, k.rural_flag, k.is_crime,
  k.is_crime and k.category not in ('drugs', 'possession-of-weapons', 'public-order', 'other-crime') as victim_based
from incidents i join live_slices s using (slice_id) join kinds k using (kind_id);

-- A victim-based offence whose victim had one before in the 365 days up to it; a domestic incident at a place that had one before.
create view repeat_incidents as
with ordered as (
  select month, occurred_from, victim_kind as who,
    lag(occurred_from) over (partition by victim_kind, victim_id order by occurred_from, incident_ref) as before
  from live_incidents where victim_based and victim_id is not null
  union all
  select month, occurred_from, 'domestic',
    lag(occurred_from) over (partition by repeat_location_id order by occurred_from, incident_ref)
  from live_incidents where category = 'domestic-incident' and repeat_location_id is not null
)
select month, who from ordered where before >= occurred_from - interval '365 days';

create view live_casualties as
select m.*, s.month, coalesce(c.drink_drive, false) as drink_drive, m.severity in ('fatal', 'serious') as ksi
from casualties m join collisions c on c.slice_id = m.slice_id and c.collision_index = m.collision_index join live_slices s on s.slice_id = m.slice_id;

-- Emergency incidents with a time stamp that can be right: arrived after the call and within 24 hours.
create view live_emergencies as
select r.*, s.month,
  r.arrived_at > r.call_at and r.arrived_at <= r.call_at + interval '24 hours' as stamped,
  r.arrived_at <= r.call_at + case r.ruc when 'rural' then interval '20 minutes' else interval '15 minutes' end as within_standard
from responses r join live_slices s using (slice_id) where r.grade = 'emergency';

create view measured as
select month, x.measure, sum(x.n)::bigint as n, sum(x."of")::bigint as "of"
from live_incidents i
cross join lateral (values
  ('all-crime', i.is_crime::int, null::int),
  ('victim-based-crime', i.victim_based::int, null),
  ('solved', (i.is_crime and i.solved)::int, i.is_crime::int),
  ('anti-social-behaviour', (i.category = 'anti-social-behaviour')::int, null),
  ('dwelling-burglary', (i.category = 'burglary' and i.subcategory = 'dwelling')::int, null),
  ('robbery', (i.category = 'robbery')::int, null),
  ('vehicle-crime', (i.category = 'vehicle-crime')::int, null),
  ('rural-crime', (i.is_crime and i.rural_flag)::int, null),
  ('domestic-incidents', (i.category = 'domestic-incident')::int, null),
  ('domestic-offences', (i.is_crime and i.domestic)::int, null),
  ('domestic-solved', (i.is_crime and i.domestic and i.solved)::int, (i.is_crime and i.domestic)::int)
) as x (measure, n, "of")
group by month, x.measure
union all
select month, case who when 'person' then 'repeat-victims' when 'business' then 'repeat-business-victims' else 'repeat-domestic-incidents' end, count(*), null
from repeat_incidents group by 1, 2
union all
select month, x.measure, sum(x.n), null
from live_casualties m
cross join lateral (values
  ('ksi-casualties', m.ksi),
  ('ksi-fatal', m.severity = 'fatal'),
  ('ksi-serious', m.severity = 'serious'),
  -- Casualty types: 2 to 5, 23 and 97 motorcycles; 0 pedestrian; 1 cyclist; 9 car. Class 1: driver or rider.
  ('ksi-powered-two-wheelers', m.ksi and m.casualty_type in ('2', '3', '4', '5', '23', '97')),
  ('ksi-young-car-drivers', m.ksi and m.casualty_class = '1' and m.casualty_type = '9' and m.age between 17 and 25),
  ('ksi-pedestrians', m.ksi and m.casualty_type = '0'),
  ('ksi-cyclists', m.ksi and m.casualty_type = '1'),
  ('ksi-children', m.ksi and m.age between 0 and 17),
  ('ksi-drink-drive', m.ksi and m.drink_drive)
) as y (measure, counts)
cross join lateral (select y.measure, (y.counts is true)::int as n) x
group by month, x.measure
union all
select s.month, 'ksi-collisions', count(*) filter (where c.severity in ('fatal', 'serious')), null
from collisions c join live_slices s using (slice_id) group by s.month
union all
select month, x.measure, sum(x.n), sum(x."of")
from live_emergencies r
cross join lateral (values
  ('emergency-attendance', (r.stamped and r.within_standard)::int, (r.stamped is true)::int),
  ('calls-answered', (r.call_answered_s <= 10)::int, (r.call_answered_s is not null)::int)
) as x (measure, n, "of")
group by month, x.measure;

-- Twelve months to each month against the twelve before: null where a month of the twenty-four is missing.
create view twelve_months as
with held as (select distinct month, feed from live_slices),
feeds (measure, feed) as (values
  ('all-crime', 'incidents'), ('victim-based-crime', 'incidents'), ('repeat-victims', 'incidents'), ('repeat-business-victims', 'incidents'),
  ('solved', 'incidents'), ('anti-social-behaviour', 'incidents'), ('dwelling-burglary', 'incidents'), ('robbery', 'incidents'),
  ('vehicle-crime', 'incidents'), ('rural-crime', 'incidents'), ('domestic-incidents', 'incidents'), ('repeat-domestic-incidents', 'incidents'),
  ('domestic-offences', 'incidents'), ('domestic-solved', 'incidents'), ('ksi-casualties', 'collisions'), ('ksi-fatal', 'collisions'),
  ('ksi-serious', 'collisions'), ('ksi-collisions', 'collisions'), ('ksi-powered-two-wheelers', 'collisions'), ('ksi-young-car-drivers', 'collisions'),
  ('ksi-pedestrians', 'collisions'), ('ksi-cyclists', 'collisions'), ('ksi-children', 'collisions'), ('ksi-drink-drive', 'collisions'),
  ('emergency-attendance', 'responses'), ('calls-answered', 'responses')
),
filled as (
  select f.measure, h.month, coalesce(m.n, 0) as n, m."of"
  from feeds f join held h using (feed) left join measured m on m.measure = f.measure and m.month = h.month
),
summed as (
  select measure, month,
    sum(n) over w as n, sum("of") over w as "of",
    count(*) over w = 12 and min(month) over w = month - interval '11 months' as whole
  from filled
  window w as (partition by measure order by month range between interval '11 months' preceding and current row)
)
select t.measure, t.month,
  l.n::int as n_last_year, l."of"::int as of_last_year, t.n::int as n_this_year, t."of"::int as of_this_year
from summed t
join summed l on l.measure = t.measure and l.month = t.month - interval '1 year'
where t.whole and l.whole;
