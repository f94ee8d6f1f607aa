-- Local priorities and "You said, we did": what the partnership of a district chose to work on. A planner writes for the teams that they belong to, an
-- administrator publishes or returns, and the public reads the published text alone. Who asks is set inside each transaction.

-- Roles belong to the whole server, so another database may have made this one, or be making it at this moment.
do $$
begin
  for attempt in 1..20 loop
    begin
      if not exists (select from pg_roles where rolname = 'beatwise_moderator') then
        create role beatwise_moderator nologin;
      end if;
      if not pg_has_role(current_user, 'beatwise_moderator', 'member') then
        grant beatwise_moderator to current_user;
      end if;
      exit;
    exception when duplicate_object or unique_violation or internal_error then
      if attempt = 20 then raise; end if;
      perform pg_sleep(0.05);
    end;
  end loop;
end $$;

create table priorities (
  priority_id uuid primary key default gen_random_uuid(),
  district_code text not null check (district_code ~ '^[A-Za-z0-9-]{1,40}$'), -- whose team it belongs to
  area_code text not null check (area_code ~ '^[A-Za-z0-9-]{1,40}$'), -- the district itself, or an area inside it
  kind text not null check (kind in ('priority', 'you-said-we-did')),
  title text not null check (length(title) between 1 and 120),
  asked text not null check (length(asked) between 1 and 2000), -- what was said, or why it was chosen
  evidence text check (length(evidence) <= 500 and evidence ~ '^/([^/\\]|$)'), -- a path of this site
  will_do text not null check (length(will_do) between 1 and 2000),
  begins date not null,
  ends date,
  status text not null check (status in ('planned', 'under-way', 'done', 'stopped')),
  outcome text check (length(outcome) between 1 and 2000),
  state text not null check (state in ('draft', 'submitted', 'published', 'returned', 'withdrawn')),
  reason text check (length(reason) between 1 and 1000), -- why it was returned
  version int not null default 1,
  published_version int, -- the version whose text is public; null: none is
  synthetic boolean not null default false, -- comes with the demonstration county and goes with it
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_by text not null,
  changed_at timestamptz not null default now(),
  check (ends >= begins),
  check (status not in ('done', 'stopped') or outcome is not null),
  check ((state = 'returned') = (reason is not null)),
  check (state <> 'published' or published_version = version),
  check (state <> 'withdrawn' or published_version is null)
);
create index priorities_by_team on priorities (district_code, state);

-- An entry as the API tells it to who is signed in (api/areas/priority-schema.ts). Days are YYYY-MM-DD, moments UTC.
create function told_priority(p priorities) returns jsonb language sql stable
return jsonb_build_object(
  'id', p.priority_id, 'area', p.area_code, 'district', p.district_code, 'kind', p.kind, 'title', p.title, 'asked', p.asked, 'evidence', p.evidence, 'willDo', p.will_do,
  'areaName', coalesce((select a.name from public.areas a where a.live and a.code = p.area_code order by a.type = 'lsoa21' desc, a.type limit 1), p.area_code),
  'begins', p.begins, 'ends', p.ends, 'status', p.status, 'outcome', p.outcome, 'state', p.state, 'reason', p.reason, 'synthetic', p.synthetic,
  'version', p.version, 'publishedVersion', p.published_version,
  'createdBy', p.created_by, 'createdAt', to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'changedBy', p.changed_by, 'changedAt', to_char(p.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));

-- Every version that was ever stored. No role has a right to write here: the trigger below does.
create table priority_history (
  priority_id uuid not null references priorities on delete cascade,
  version int not null,
  act text not null check (act in ('added', 'changed', 'submitted', 'published', 'returned', 'withdrawn')),
  entry jsonb not null, -- as told_priority told it then
  done_by text not null,
  done_at timestamptz not null default now(),
  primary key (priority_id, version)
);

-- What the public reads: the text that was approved last, and nobody's name. It comes from the entry alone, by the trigger below.
create table published_priorities (
  priority_id uuid primary key references priorities on delete cascade,
  area_code text not null,
  district_code text not null,
  kind text not null,
  title text not null,
  asked text not null,
  evidence text,
  will_do text not null,
  begins date not null,
  ends date,
  status text not null,
  outcome text,
  synthetic boolean not null,
  published_at timestamptz not null default now(), -- for the first time
  changed_at timestamptz not null default now()
);
create index published_priorities_by_area on published_priorities (area_code);

-- Grows whenever a published text comes, changes or goes; the version of the data does not, because no figure changes with it.
create table priorities_version (
  only_row boolean primary key default true check (only_row),
  version bigint not null default 0
);
insert into priorities_version default values;

-- With the rights of the owner: neither history nor what is public can be written in any other way.
create function keep_priority_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into priority_history (priority_id, version, act, entry, done_by)
  values (new.priority_id, new.version,
    case when new.state in ('submitted', 'published', 'returned', 'withdrawn') and (tg_op = 'INSERT' or new.state <> old.state) then new.state when tg_op = 'INSERT' then 'added' else 'changed' end,
    told_priority(new), new.changed_by);
  return null;
end $$;

create function tell_priority() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'DELETE' and new.state = 'published' then
    insert into published_priorities (priority_id, area_code, district_code, kind, title, asked, evidence, will_do, begins, ends, status, outcome, synthetic)
    values (new.priority_id, new.area_code, new.district_code, new.kind, new.title, new.asked, new.evidence, new.will_do, new.begins, new.ends, new.status, new.outcome, new.synthetic)
    on conflict (priority_id) do update set area_code = excluded.area_code, district_code = excluded.district_code, kind = excluded.kind, title = excluded.title, asked = excluded.asked,
      evidence = excluded.evidence, will_do = excluded.will_do, begins = excluded.begins, ends = excluded.ends, status = excluded.status, outcome = excluded.outcome, changed_at = now();
  elsif tg_op <> 'DELETE' and new.state = 'withdrawn' then
    delete from published_priorities where priority_id = new.priority_id;
    if not found then return null; end if;
  elsif tg_op <> 'DELETE' or old.published_version is null then
    return null;
  end if;
  update priorities_version set version = version + 1;
  return null;
end $$;
revoke execute on function keep_priority_version, tell_priority from public;
create trigger keep_version after insert or update on priorities for each row execute function keep_priority_version();
create trigger tell after insert or update or delete on priorities for each row execute function tell_priority();

alter table priorities enable row level security;
alter table priorities force row level security;
alter table priority_history enable row level security;
alter table priority_history force row level security;
create policy read_own_team on priorities for select to beatwise_planner using (district_code = any (asking_districts()));
create policy add_as_oneself on priorities for insert to beatwise_planner
  with check (district_code = any (asking_districts()) and state = 'draft' and not synthetic and created_by = asking_account() and changed_by = asking_account());
-- Nobody who writes publishes, and nobody who publishes writes: see also the columns that are granted.
create policy change_as_oneself on priorities for update to beatwise_planner
  using (district_code = any (asking_districts()))
  with check (district_code = any (asking_districts()) and state in ('draft', 'submitted', 'withdrawn') and changed_by = asking_account());
create policy read_all on priorities for select to beatwise_moderator using (asking_account() is not null);
create policy decide_as_oneself on priorities for update to beatwise_moderator
  using (asking_account() is not null) with check (state in ('published', 'returned', 'withdrawn') and changed_by = asking_account());
create policy read_of_what_one_reads on priority_history for select to beatwise_planner, beatwise_moderator
  using (exists (select from priorities p where p.priority_id = priority_history.priority_id));
-- The entries of the demonstration are nobody's: whoever owns the database loads them and throws them away, and reaches no others.
create policy demonstration on priorities to current_user using (synthetic) with check (synthetic);
create policy kept_by_trigger on priority_history for insert to current_user with check (true);

revoke all on priorities, priority_history, published_priorities, priorities_version from public;
grant select, insert on priorities to beatwise_planner;
grant update (area_code, kind, title, asked, evidence, will_do, begins, ends, status, outcome, state, reason, version, published_version, changed_by, changed_at) on priorities to beatwise_planner;
grant select on priorities to beatwise_moderator;
grant update (state, reason, version, published_version, changed_by, changed_at) on priorities to beatwise_moderator;
grant select on priority_history to beatwise_planner, beatwise_moderator;
-- What an area is called.
grant select (code, type, name, live) on areas to beatwise_planner, beatwise_moderator;
-- What is done and read is recorded in the same transaction.
grant execute on function append_audit to beatwise_moderator;

create view public_tier.priorities as
select priority_id, area_code, district_code, kind, title, asked, evidence, will_do, begins, ends, status, outcome, synthetic, published_at, changed_at from public.published_priorities;
create view public_tier.priorities_version as select version from public.priorities_version;
grant select on public_tier.priorities, public_tier.priorities_version to beatwise_public;
