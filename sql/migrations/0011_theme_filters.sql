-- What a theme asks of place and hour is said once per theme and kind, as two marks, instead of compared by name for every count.

create or replace view theme_kinds as
with named as (
  select 'crime' as theme, kind_id from kinds where is_crime
  union all
  select category, kind_id from kinds where category not in ('collision', 'casualty', 'domestic-incident')
  union all
  select 'violence-with-injury', kind_id from kinds where category = 'violent-crime' and subcategory in ('with-injury', 'homicide')
  union all
  select 'rural-crime', kind_id from kinds where is_crime
  union all
  -- Violence, sexual offences, robbery, theft from the person, public order, criminal damage, drugs and ASB.
  select 'night-time-economy', kind_id from kinds
  where category in ('violent-crime', 'robbery', 'theft-from-the-person', 'public-order', 'criminal-damage-arson', 'drugs', 'anti-social-behaviour')
  union all
  select 'ksi-casualties', kind_id from kinds where category = 'casualty' and subcategory in ('fatal', 'serious')
  union all
  select 'ksi-collisions', kind_id from kinds where category = 'collision' and subcategory in ('fatal', 'serious')
)
select theme, kind_id, theme = 'rural-crime' as rural_only, theme = 'night-time-economy' as nights_only from named;

-- Rural crime: the place's class is rural, or the force flagged the offence.
-- Night-time economy: near licensed premises, on Friday and Saturday nights where the hour is known, at any hour where only the month is.
create function theme_admits(rural_only boolean, nights_only boolean, rural_flag boolean, rural boolean, near_premises boolean, night smallint, dated boolean) returns boolean
language sql immutable parallel safe
return (not rural_only or rural_flag or coalesce(rural, false))
  and (not nights_only or (near_premises and (night = 1 or (night = -1 and not dated))));

create or replace view theme_counts as
select tk.theme, s.slice_id, s.month, k.mapped, p.spot_id, p.h3_r10, p.inside, c.n
from live_slices s
join counts c using (slice_id)
join theme_kinds tk using (kind_id)
join kinds k using (kind_id)
join spots p using (spot_id)
where theme_admits(tk.rural_only, tk.nights_only, k.rural_flag, p.rural, p.near_premises, c.night, s.dated);

create or replace view theme_totals as
select tk.theme, s.slice_id, s.month, s.source, s.synthetic, s.dated, k.mapped, t.place, t.n
from live_slices s
join slice_totals t using (slice_id)
join theme_kinds tk using (kind_id)
join kinds k using (kind_id)
where theme_admits(tk.rural_only, tk.nights_only, k.rural_flag, t.rural, t.near_premises, t.night, s.dated);

drop function theme_takes;
