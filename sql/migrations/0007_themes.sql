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
-- Definition: violence, sexual offences, robbery, theft from the person, public order, criminal damage, drugs and ASB.
select 'night-time-economy', kind_id from kinds
where category in ('violent-crime', 'robbery', 'theft-from-the-person', 'public-order', 'criminal-damage-arson', 'drugs', 'anti-social-behaviour')
union all
select 'ksi-casualties', kind_id from kinds where category = 'casualty' and subcategory in ('fatal', 'serious')
union all
select 'ksi-collisions', kind_id from kinds where category = 'collision' and subcategory in ('fatal', 'serious');

create view live_slices as
select slice_id, feed, source, force, month, dated, synthetic, import_id, file_no, rows_loaded from slices where live;

-- Counts by theme: month, spot and how many. Two themes ask something of the place or the hour as well.
create view theme_counts as
select tk.theme, s.slice_id, s.month, s.dated, c.spot_id, k.mapped, c.n
from live_slices s
join counts c using (slice_id)
join theme_kinds tk using (kind_id)
join kinds k using (kind_id)
where tk.theme not in ('rural-crime', 'night-time-economy')
union all
-- Rural crime: the place's class is rural, or the force flagged the offence.
select tk.theme, s.slice_id, s.month, s.dated, c.spot_id, k.mapped, c.n
from live_slices s
join counts c using (slice_id)
join theme_kinds tk using (kind_id)
join kinds k using (kind_id)
join spots p using (spot_id)
where tk.theme = 'rural-crime' and (k.rural_flag or p.rural)
union all
-- Night-time economy: near licensed premises, on Friday and Saturday nights where the hour is known.
select tk.theme, s.slice_id, s.month, s.dated, c.spot_id, k.mapped, c.n
from live_slices s
join counts c using (slice_id)
join theme_kinds tk using (kind_id)
join kinds k using (kind_id)
join spots p using (spot_id)
where tk.theme = 'night-time-economy' and p.near_premises and c.night in (1, -1) and (c.night = 1 or not s.dated);
