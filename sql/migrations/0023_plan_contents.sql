-- What a plan was asked for and what it holds; every version of it; searches under way; requests kept as templates. All by team, as the plans are.

alter table patrol_plans
  add column request jsonb, -- null: a plan without routes, kept by hand
  add column content jsonb; -- null: not yet made

-- Every version that was ever stored, so that it can be read what a plan said when it was approved.
create table patrol_plan_versions (
  plan_id uuid not null references patrol_plans on delete cascade,
  version int not null,
  district_code text not null,
  name text not null,
  shift_from timestamp not null,
  shift_to timestamp not null,
  notes text not null,
  status text not null,
  request jsonb,
  content jsonb,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (plan_id, version)
);

create function keep_plan_version() returns trigger language plpgsql as $$
begin
  insert into patrol_plan_versions (plan_id, version, district_code, name, shift_from, shift_to, notes, status, request, content, changed_by, changed_at)
  values (new.plan_id, new.version, new.district_code, new.name, new.shift_from, new.shift_to, new.notes, new.status, new.request, new.content, new.changed_by, new.changed_at);
  return null;
end $$;
create trigger keep_plan_version after insert or update on patrol_plans for each row execute function keep_plan_version();

-- A search for a plan's routes, one a plan. The process that works on it says so every second; if it dies, whoever looks next takes it over.
create table patrol_searches (
  plan_id uuid primary key references patrol_plans on delete cascade,
  district_code text not null,
  plan_version int not null, -- the version whose request is worked on: a plan changed meanwhile is not overwritten
  run uuid not null default gen_random_uuid(),
  state text not null default 'demand' check (state in ('demand', 'travel', 'search', 'done', 'failed')),
  step int not null default 0,
  steps int not null default 0,
  best jsonb,
  message text,
  parameter text,
  stop boolean not null default false,
  beat timestamptz not null default now()
);

create table patrol_templates (
  template_id uuid primary key default gen_random_uuid(),
  district_code text not null,
  name text not null check (length(name) between 1 and 120),
  request jsonb not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  unique (district_code, name)
);

do $$
declare one text;
begin
  foreach one in array array['patrol_plan_versions', 'patrol_searches', 'patrol_templates'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy team_only on %I to beatwise_planner using (district_code = any (asking_districts())) with check (district_code = any (asking_districts()))', one);
    execute format('grant select, insert, update, delete on %I to beatwise_planner', one);
  end loop;
end $$;
-- Nobody rewrites what a plan once said.
revoke update on patrol_plan_versions from beatwise_planner;
