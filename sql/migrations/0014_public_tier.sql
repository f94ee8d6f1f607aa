-- What the public may read, by a database role that reaches nothing else. The schema public_tier holds views with the names of the tables and
-- views that the public statements read: one statement serves both tiers, and the role decides what it sees.

-- Roles belong to the whole server, so another database may have made them, or be making them at this moment.
do $$
declare wanted text;
begin
  foreach wanted in array array['beatwise_importer', 'beatwise_public', 'beatwise_planner', 'beatwise_auditor'] loop
    for attempt in 1..20 loop
      begin
        if not exists (select from pg_roles where rolname = wanted) then
          execute format('create role %I nologin', wanted);
        end if;
        -- A superuser may take any role; everybody else only one that was given to them.
        if not pg_has_role(current_user, wanted, 'member') then
          execute format('grant %I to current_user', wanted);
        end if;
        exit;
      exception when duplicate_object or unique_violation or internal_error then
        -- Somebody else was at the same row: look again.
        if attempt = 20 then raise; end if;
        perform pg_sleep(0.05);
      end;
    end loop;
  end loop;
end $$;

-- Not yet published point by point by anybody: a force's own records, the demonstration's included.
alter table slices add column protected boolean not null generated always as (source = 'force-incidents') stored;

-- A position of open data is published as it is, one of a force's own records never. Where both name the same position, it is kept twice.
alter table spots add column open boolean not null default true;
update spots p set open = false
from (select spot_id from spots where spot_id > 0 except select c.spot_id from counts c join slices s using (slice_id) where not s.protected) own
where p.spot_id = own.spot_id;
alter table spots drop constraint spots_lng_e6_lat_e6_lsoa_code_label_key;
alter table spots add constraint spots_position unique (lng_e6, lat_e6, lsoa_code, label, open);

-- protected: whether this reader sees the slice rounded. Here, never.
create or replace view live_slices as
select slice_id, import_id, file_no, feed, source, force, month, dated, synthetic, rows_loaded, false as protected from slices where live;

create or replace view theme_totals as
select tk.theme, s.slice_id, s.month, s.source, s.synthetic, s.dated, k.mapped, t.place, t.n, s.protected
from live_slices s
join slice_totals t using (slice_id)
join theme_kinds tk using (kind_id)
join kinds k using (kind_id)
where theme_admits(tk.rural_only, tk.nights_only, k.rural_flag, t.rural, t.near_premises, t.night, s.dated);

-- What became of the rows of a slice. Casualties belong to their collision and are not counted again.
create view slice_places as
select st.slice_id, sum(n) filter (where k.mapped and place = 'inside') as inside, sum(n) filter (where k.mapped and place = 'outside') as outside,
  sum(n) filter (where k.mapped and place = 'none') as no_location, sum(n) filter (where not k.mapped) as withheld
from slice_totals st join kinds k using (kind_id)
where k.category <> 'casualty'
group by st.slice_id;

revoke all on all tables in schema public from beatwise_public;
do $$
declare mine record;
begin
  for mine in
    select c.oid::regclass as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p', 'S')
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  loop
    execute format('revoke all on %s from public', mine.name);
  end loop;
  -- These run with the rights of their owner: PostGIS has one that tells the extent of any table.
  for mine in select p.oid::regprocedure as name from pg_proc p where p.prosecdef loop
    execute format('revoke execute on function %s from public', mine.name);
  end loop;
end $$;

create schema public_tier;
grant usage on schema public_tier to beatwise_public;

create view public_tier.data_version as select salt, version::text from public.data_version;

create view public_tier.live_slices as
select slice_id, import_id, file_no, feed, source, force, month, dated, synthetic, rows_loaded, false as protected
from public.slices where live and not protected;

create view public_tier.theme_counts as
select c.theme, c.slice_id, c.month, c.mapped, c.spot_id, c.h3_r10, c.inside, c.n
from public.theme_counts c join public.slices s using (slice_id) where not s.protected;

create view public_tier.spot_areas as
select m.area_id, m.spot_id from public.spot_areas m join public.spots p using (spot_id) where p.open;

-- Totals of the whole force: exact, without the kinds behind them.
create view public_tier.theme_totals as
select t.theme, t.slice_id, t.month, t.source, t.synthetic, t.dated, t.mapped, case when t.mapped then t.place end as place, sum(t.n)::int as n, s.protected
from public.theme_totals t join public_tier.live_slices s using (slice_id)
group by t.theme, t.slice_id, t.month, t.source, t.synthetic, t.dated, t.mapped, 8, s.protected;

create view public_tier.slice_places as
select p.slice_id, p.inside, p.outside, p.no_location, p.withheld from public.slice_places p join public_tier.live_slices using (slice_id);

create view public_tier.areas as
select area_id, import_id, type, code, name, parent_code, source, synthetic, live, in_study, outline from public.areas where live;

create view public_tier.basemap_features as select layer, feature_no, name, properties, geom from public.basemap_features;

-- For the list of sources.
create view public_tier.slices as select import_id, file_no, rows_loaded, true as live from public_tier.live_slices;
create view public_tier.imports as select import_id, source, synthetic, status, published_at from public.imports where status = 'published';
create view public_tier.import_files as select f.import_id, f.file_no, f.rows_read, f.rows_loaded from public.import_files f join public_tier.imports using (import_id);
create view public_tier.import_rejections as select r.import_id, r.file_no, r.reason, r.rows from public.import_rejections r join public_tier.imports using (import_id);
create view public_tier.ruc_classes as select distinct import_id from public.ruc_classes;
create view public_tier.lsoa_changes as select distinct import_id from public.lsoa_changes;
create view public_tier.households as select distinct import_id from public.households;
create view public_tier.places as select distinct import_id from public.places;

grant select on all tables in schema public_tier to beatwise_public;
