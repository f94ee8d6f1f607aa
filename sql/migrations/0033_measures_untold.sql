-- A driver whose vehicle's class is not told may be a young car driver as well; and the public tier reads by which import an indicator came.
-- Writes the measures of slices, from what was counted of them; null: of all live ones. What lies outside the study area is not of this force; what has no
-- location is. Repeats are written by total_repeats, because they follow from the months before.
create or replace function total_measures(chosen_slices int[]) returns void language sql set enable_nestloop = off
begin atomic
  with places as (
    select slice_id, place from slice_totals union all select slice_id, place from collision_totals
  ),
  -- A month of which everything lies outside is another force's, and says nothing of this one.
  elsewhere as (select slice_id from places group by slice_id having bool_and(place = 'outside')),
  chosen as (
    select slice_id, feed, source from slices
    where case when chosen_slices is null then live else slice_id = any($1) end and slice_id not in (select slice_id from elsewhere)
  ),
  counted as (
    select c.slice_id, c.source, k.category, k.subcategory, k.domestic, k.rural_flag, coalesce(k.is_crime, false) as is_crime, coalesce(sum(t.n), 0)::int as n
    from chosen c left join (slice_totals t join kinds k using (kind_id)) on t.slice_id = c.slice_id and t.place <> 'outside'
    where c.feed = 'incidents' group by 1, 2, 3, 4, 5, 6, 7
  ),
  incidents_measured as (
    select slice_id, x.measure, coalesce(sum(n) filter (where x.counts), 0)::int as n, null::int as "of", 0 as unknown
    from counted cross join lateral (values
      ('all-crime', is_crime, true),
      ('victim-based-crime', is_crime and category not in ('drugs', 'possession-of-weapons', 'public-order', 'other-crime'), true),
      ('anti-social-behaviour', category = 'anti-social-behaviour', true),
      ('robbery', category = 'robbery', true),
      ('vehicle-crime', category = 'vehicle-crime', true),
      ('dwelling-burglary', category = 'burglary' and subcategory = 'dwelling', source <> 'police-uk'),
      ('rural-crime', is_crime and rural_flag, source <> 'police-uk'),
      ('domestic-incidents', category = 'domestic-incident', source <> 'police-uk'),
      ('domestic-offences', is_crime and domestic, source <> 'police-uk'),
      ('homicide', category = 'violent-crime' and subcategory = 'homicide', source <> 'police-uk'),
      ('violence-with-injury', category = 'violent-crime' and subcategory = 'with-injury', source <> 'police-uk')
    ) x (measure, counts, told)
    where x.told group by 1, 2
  ),
  outcomes as (
    select i.slice_id, k.domestic, i.solved from chosen c join incidents i using (slice_id) join kinds k using (kind_id) left join spots p using (spot_id)
    where c.feed = 'incidents' and k.is_crime and (i.spot_id = 0 or p.inside)
  ),
  solved as (
    select slice_id, x.measure, count(*) filter (where o.solved)::int as n, count(*)::int as "of", count(*) filter (where o.solved is null)::int as unknown
    from outcomes o cross join lateral (values ('solved', true), ('domestic-solved', o.domestic)) x (measure, counts)
    where x.counts group by 1, 2 having count(o.solved) > 0
  ),
  collided as (
    select c.slice_id, coalesce(sum("ksi-casualties"), 0) as ksi, coalesce(sum(fatal), 0) as fatal, coalesce(sum(serious), 0) as serious, coalesce(sum("ksi-collisions"), 0) as collisions,
      coalesce(sum("powered-two-wheelers"), 0) as powered, coalesce(sum("young-car-drivers"), 0) as young, coalesce(sum(pedestrians), 0) as pedestrians, coalesce(sum(cyclists), 0) as cyclists,
      coalesce(sum(children), 0) as children, coalesce(sum("drink-drive"), 0) as drink, coalesce(sum(no_age), 0) as no_age, coalesce(sum(no_type), 0) as no_type, coalesce(sum(no_class), 0) as no_class, coalesce(sum(no_drink), 0) as no_drink
    from chosen c left join collision_totals t on t.slice_id = c.slice_id and t.place <> 'outside' where c.feed = 'collisions' group by 1
  ),
  ksi as (
    select slice_id, x.measure, x.n::int as n, null::int as "of", x.unknown::int as unknown
    from collided cross join lateral (values
      ('ksi-casualties', ksi, 0), ('ksi-fatal', fatal, 0), ('ksi-serious', serious, 0), ('ksi-collisions', collisions, 0),
      ('ksi-powered-two-wheelers', powered, no_type), ('ksi-young-car-drivers', young, greatest(no_age, no_type, no_class)), ('ksi-pedestrians', pedestrians, no_type), ('ksi-cyclists', cyclists, no_type),
      ('ksi-children', children, no_age), ('ksi-drink-drive', drink, no_drink)
    ) x (measure, n, unknown)
    -- Every KSI collision has a KSI casualty: where there is none, the file of casualties was not loaded.
    where x.measure = 'ksi-collisions' or not (ksi = 0 and collisions > 0)
  ),
  attended as (
    select c.slice_id, coalesce(sum(attended), 0)::int as attended, coalesce(sum(stamped), 0)::int as stamped, coalesce(sum(emergencies), 0)::int as emergencies,
      coalesce(sum(answered), 0)::int as answered, coalesce(sum(answer_known), 0)::int as answer_known
    from chosen c left join response_totals t using (slice_id) where c.feed = 'responses' group by 1
  ),
  response as (
    select slice_id, x.measure, x.n, x."of", x.unknown
    from attended cross join lateral (values ('emergency-attendance', attended, stamped, emergencies - stamped), ('calls-answered', answered, answer_known, emergencies - answer_known)) x (measure, n, "of", unknown)
    where x."of" > 0
  )
  insert into slice_measures (slice_id, measure, n, "of", unknown)
  select * from incidents_measured union all select * from solved union all select * from ksi union all select * from response;
end;

delete from slice_measures where measure not like 'repeat-%';
select total_measures(null);

create or replace view public_tier.indicator_values as
select indicator, month, value, base, position, group_size, note, import_id from public.indicator_values;
