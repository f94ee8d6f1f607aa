-- What each theme counts. One row per theme and kind; nobody repeats these filters.

create view theme_kinds as
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
select 'ksi-collisions', kind_id from kinds where category = 'collision' and subcategory in ('fatal', 'serious');

-- What two themes ask of the place and the hour besides the kind.
-- Rural crime: the place's class is rural, or the force flagged the offence.
-- Night-time economy: near licensed premises, on Friday and Saturday nights where the hour is known, at any hour where only the month is.
create function theme_takes(theme text, rural_flag boolean, rural boolean, near_premises boolean, night smallint, dated boolean) returns boolean
language sql immutable parallel safe
return case theme
  when 'rural-crime' then rural_flag or coalesce(rural, false)
  when 'night-time-economy' then near_premises and (night = 1 or (night = -1 and not dated))
  else true
end;

create view live_slices as
select slice_id, import_id, file_no, feed, source, force, month, dated, synthetic, rows_loaded from slices where live;

-- Counts by theme, month and spot.
create view theme_counts as
select tk.theme, s.slice_id, s.month, k.mapped, p.spot_id, p.h3_r10, p.inside, c.n
from live_slices s
join counts c using (slice_id)
join theme_kinds tk using (kind_id)
join kinds k using (kind_id)
join spots p using (spot_id)
where theme_takes(tk.theme, k.rural_flag, p.rural, p.near_premises, c.night, s.dated);

-- The same counts without their places: a small cube per slice, rebuilt when areas, classes or premises change.
create table slice_totals (
  slice_id int not null,
  kind_id smallint not null,
  night smallint not null,
  place text not null check (place in ('inside', 'outside', 'none')),
  rural boolean,
  near_premises boolean not null,
  n int not null
);
create index slice_totals_by_slice on slice_totals (slice_id);

create view theme_totals as
select tk.theme, s.slice_id, s.month, s.source, s.synthetic, s.dated, k.mapped, t.place, t.n
from live_slices s
join slice_totals t using (slice_id)
join theme_kinds tk using (kind_id)
join kinds k using (kind_id)
where theme_takes(tk.theme, k.rural_flag, t.rural, t.near_premises, t.night, s.dated);
