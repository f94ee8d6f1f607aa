-- Sites under review: where something is proposed, built and watched so that fewer are hurt, and Community Speed Watch. The roads role writes, others who
-- have signed in read, the public reaches nothing of it. Who asks is set inside each transaction; without it nobody sees anything.

-- Roles belong to the whole server, so another database may have made them, or be making them at this moment.
do $$
declare wanted text;
begin
  foreach wanted in array array['beatwise_roads', 'beatwise_site_reader'] loop
    for attempt in 1..20 loop
      begin
        if not exists (select from pg_roles where rolname = wanted) then
          execute format('create role %I nologin', wanted);
        end if;
        if not pg_has_role(current_user, wanted, 'member') then
          execute format('grant %I to current_user', wanted);
        end if;
        exit;
      exception when duplicate_object or unique_violation or internal_error then
        if attempt = 20 then raise; end if;
        perform pg_sleep(0.05);
      end;
    end loop;
  end loop;
end $$;

create table road_sites (
  site_id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('site', 'speed-watch')),
  name text not null check (length(name) between 1 and 120),
  status text not null check (status in ('proposed', 'investigating', 'scheme-agreed', 'built', 'monitoring', 'closed')),
  scheme_type text check (scheme_type in ('engineering', 'education', 'enforcement')), -- null: none yet
  owner text not null check (length(owner) <= 120), -- who looks after it
  road text check (length(road) <= 10), -- as on signs, A12
  notes text not null check (length(notes) <= 4000),
  geom geometry(Geometry, 4326) not null check (geometrytype(geom) in ('POINT', 'LINESTRING', 'POLYGON') and st_npoints(geom) <= 200),
  radius_m int check (radius_m between 10 and 1000), -- about a point, to both sides of a line; an area has none
  proposed_on date,
  investigated_on date,
  agreed_on date,
  built_on date,
  closed_on date,
  origin jsonb check (jsonb_typeof(origin) = 'object'), -- the cluster that it came from, as it was; null: drawn
  version int not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_by text not null,
  changed_at timestamptz not null default now(),
  check ((radius_m is null) = (geometrytype(geom) = 'POLYGON')),
  -- Nulls are left out, so each known date is held against the nearest known one before it.
  check (investigated_on >= proposed_on),
  check (agreed_on >= coalesce(investigated_on, proposed_on)),
  check (built_on >= coalesce(agreed_on, investigated_on, proposed_on)),
  check (closed_on >= coalesce(built_on, agreed_on, investigated_on, proposed_on))
);
create index road_sites_by_geom on road_sites using gist (geom);

-- A site as the API tells it (api/collisions/site-schema.ts). Positions in degrees, moments in UTC.
create function told_site(s road_sites) returns jsonb language sql stable
return jsonb_build_object(
  'id', s.site_id, 'kind', s.kind, 'name', s.name, 'status', s.status, 'schemeType', s.scheme_type, 'owner', s.owner, 'road', s.road, 'notes', s.notes,
  'position', st_asgeojson(case geometrytype(s.geom) when 'LINESTRING' then st_lineinterpolatepoint(s.geom, 0.5) when 'POLYGON' then st_pointonsurface(s.geom) else s.geom end, 6)::jsonb -> 'coordinates',
  'radiusM', s.radius_m, 'shape', case when geometrytype(s.geom) <> 'POINT' then st_asgeojson(s.geom, 6)::jsonb end,
  'proposedOn', s.proposed_on, 'investigatedOn', s.investigated_on, 'agreedOn', s.agreed_on, 'builtOn', s.built_on, 'closedOn', s.closed_on, 'origin', s.origin, 'version', s.version,
  'createdBy', s.created_by, 'createdAt', to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'changedBy', s.changed_by, 'changedAt', to_char(s.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));

-- Every version that was ever stored, also of sites that were removed.
create table road_site_history (
  site_id uuid not null,
  version int not null,
  act text not null check (act in ('added', 'changed', 'removed')),
  site jsonb not null, -- as told_site told it then; of a removed one, as it was last
  done_by text not null,
  done_at timestamptz not null default now(),
  primary key (site_id, version)
);

-- Who asks, as the transaction says; null, and so no row at all, where it does not say.
create function asking_account() returns text
language sql stable parallel safe
return nullif(current_setting('beatwise.account', true), '');

create function keep_site_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into road_site_history (site_id, version, act, site, done_by) values (old.site_id, old.version + 1, 'removed', told_site(old), asking_account());
  else
    insert into road_site_history (site_id, version, act, site, done_by)
    values (new.site_id, new.version, case tg_op when 'INSERT' then 'added' else 'changed' end, told_site(new), new.changed_by);
  end if;
  return null;
end $$;
create trigger keep_site_version after insert or update or delete on road_sites for each row execute function keep_site_version();

alter table road_sites enable row level security;
alter table road_sites force row level security;
alter table road_site_history enable row level security;
alter table road_site_history force row level security;
create policy read_signed_in on road_sites for select to beatwise_roads, beatwise_site_reader using (asking_account() is not null);
create policy read_signed_in on road_site_history for select to beatwise_roads, beatwise_site_reader using (asking_account() is not null);
-- Nobody writes in the name of another.
create policy add_as_oneself on road_sites for insert to beatwise_roads with check (changed_by = asking_account() and created_by = asking_account());
create policy change_as_oneself on road_sites for update to beatwise_roads using (asking_account() is not null) with check (changed_by = asking_account());
create policy remove_signed_in on road_sites for delete to beatwise_roads using (asking_account() is not null);
create policy keep_as_oneself on road_site_history for insert to beatwise_roads with check (done_by = asking_account());

revoke all on road_sites, road_site_history from public;
grant select, insert, update, delete on road_sites to beatwise_roads;
-- Nobody rewrites what a site once was.
grant select, insert on road_site_history to beatwise_roads;
grant select on road_sites, road_site_history to beatwise_site_reader;
-- Sites of an area are found by its outline, which is public.
grant select (area_id, code, live, geom) on areas to beatwise_roads, beatwise_site_reader;
-- What is done and read is recorded in the same transaction.
grant execute on function append_audit to beatwise_roads, beatwise_site_reader;
