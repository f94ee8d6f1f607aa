-- What statistics ask besides counts: the kinds behind a theme (for weights of harm), the cells that anything is ever counted in, and the
-- publisher's names of map points.

create view kind_counts as
select tk.theme, c.slice_id, k.category, k.subcategory, s.month, p.spot_id, p.h3_r10, c.n
from live_slices s
join counts c using (slice_id)
join theme_kinds tk using (kind_id)
join kinds k using (kind_id)
join spots p using (spot_id)
where k.mapped and p.inside and theme_admits(tk.rural_only, tk.nights_only, k.rural_flag, p.rural, p.near_premises, c.night, s.dated);

create view study_spots as select spot_id, h3_r10 from spots where inside;
create view spot_labels as select spot_id, label from spots where label <> '';

-- The public sees a force's own records by class, and so by category and no closer.
create view public_tier.kind_counts as
select c.theme, c.slice_id, c.category, c.subcategory, c.month, c.spot_id, c.h3_r10, c.n
from public.kind_counts c join public.slices s using (slice_id) where not s.protected
union all
select t.theme, c.slice_id, own.theme, '', s.month, -c.area_id, c.cell, c.n
from public_tier.live_slices s
join public.protected_counts c using (slice_id)
join public.class_themes t using (class_id)
join public.class_themes own on own.class_id = c.class_id and own.theme in (select category from public.kinds);

create view public_tier.study_spots as
select spot_id, h3_r10 from public.spots where inside and open
union
select -c.area_id, c.cell from public.protected_counts c join public_tier.live_slices using (slice_id);

create view public_tier.spot_labels as select spot_id, label from public.spots where label <> '' and open;

-- As everywhere: what is made here is not for everybody.
revoke all on kind_counts, study_spots, spot_labels from public;
grant select on public_tier.kind_counts, public_tier.study_spots, public_tier.spot_labels to beatwise_public;
