-- Protected counts: what the public sees of a force's own records. Rounded by api/analysis/disclosure.ts, whose docstring has the reasons.

-- The secret decides how counts are rounded: whoever has it, or may change the base, can undo that. Only the owner reads it.
create table disclosure_settings (
  only_row boolean primary key default true check (only_row),
  secret bytea not null check (length(secret) = 32),
  base int not null default 5 check (base between 3 and 100),
  base_chosen boolean not null default false, -- set at the first start and never again
  delay_months int not null default 1 check (delay_months between 0 and 24),
  due boolean not null -- months that were loaded before there was protection wait for theirs
);
insert into disclosure_settings (secret, due)
select sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), exists (select from slices where live and protected);

-- A class of records: the themes that they belong to, in order of name.
create table protected_classes (
  class_id smallint generated always as identity primary key,
  themes text[] not null unique
);
create view class_themes as select class_id, unnest(themes) as theme from protected_classes;

-- The class of a kind that may be mapped, by the two things that place and hour decide.
create view kind_classes as
select k.kind_id, r.rural, n.night, array_agg(tk.theme order by tk.theme) as themes
from kinds k
join theme_kinds tk using (kind_id)
cross join (values (false), (true)) r (rural)
cross join (values (false), (true)) n (night)
where k.mapped and theme_admits(tk.rural_only, tk.nights_only, k.rural_flag, r.rural, n.night, n.night::int::smallint, true)
group by k.kind_id, r.rural, n.night;

-- True counts by district, hexagon of resolution 8 and class, of protected slices; with no district loaded, by force; with neither, by 0.
create table protected_atoms (
  slice_id int not null,
  area_id int not null,
  cell bigint not null,
  class_id smallint not null,
  n int not null,
  primary key (slice_id, area_id, cell, class_id)
);

-- The same counts as the public sees them.
create table protected_counts (
  slice_id int not null,
  area_id int not null,
  cell bigint not null,
  class_id smallint not null,
  n int not null check (n > 0),
  primary key (slice_id, area_id, cell, class_id)
);

revoke all on disclosure_settings, protected_classes, class_themes, kind_classes, protected_atoms, protected_counts from public;

-- A protected month is public as a whole, some months late: with 1, from the first day of the month after the next.
create view public_tier.disclosure_rules as
select base, delay_months, date_trunc('month', now() at time zone 'Europe/London')::date - make_interval(months => delay_months + 1) as last_month
from public.disclosure_settings;

create or replace view public_tier.live_slices as
select slice_id, import_id, file_no, feed, source, force, month, dated, synthetic, rows_loaded, protected
from public.slices where live and (not protected or month <= (select last_month from public_tier.disclosure_rules));

-- A month that becomes public changes what is seen, without any import.
create or replace view public_tier.data_version as
select v.salt, v.version || case when exists (select from public.slices where live and protected) then to_char(r.last_month, '.YYYYMM') else '' end as version
from public.data_version v cross join public_tier.disclosure_rules r;

-- An atom has no position: its district stands for it, as a negative number.
create view public_tier.protected_theme_counts as
select t.theme, c.slice_id, s.month, true as mapped, -c.area_id as spot_id, c.cell as h3_r10, true as inside, c.n
from public_tier.live_slices s join public.protected_counts c using (slice_id) join public.class_themes t using (class_id);

create or replace view public_tier.theme_counts as
select c.theme, c.slice_id, c.month, c.mapped, c.spot_id, c.h3_r10, c.inside, c.n
from public.theme_counts c join public.slices s using (slice_id) where not s.protected
union all
select theme, slice_id, month, mapped, spot_id, h3_r10, inside, n from public_tier.protected_theme_counts;

create or replace view public_tier.spot_areas as
select m.area_id, m.spot_id from public.spot_areas m join public.spots p using (spot_id) where p.open
union all
select area_id, -area_id from public.areas where live and type in ('district', 'force')
union all
select f.area_id, -d.area_id from public.areas f join public.areas d on d.parent_code = f.code and d.type = 'district'
where f.live and f.type = 'force' and d.live and d.in_study;

-- What a theme counts in a district in a month: exact, and what its hexagons show.
create view public_tier.district_totals as
select x.theme, s.month, -x.area_id as spot_id, sum(x.exact)::int as exact, sum(x.shown)::int as shown
from (
  select t.theme, a.slice_id, a.area_id, a.n as exact, 0 as shown from public.protected_atoms a join public.class_themes t using (class_id)
  union all
  select t.theme, c.slice_id, c.area_id, 0, c.n from public.protected_counts c join public.class_themes t using (class_id)
) x
join public_tier.live_slices s using (slice_id)
group by x.theme, s.month, x.area_id;

grant select on public_tier.disclosure_rules, public_tier.protected_theme_counts, public_tier.district_totals to beatwise_public;
