-- What officers did of a plan, the links by which their phones say so, and trials drawn by lot. By team, as the plans are; a phone reaches the one
-- unit of the one plan that its token names.

-- Roles belong to the whole server, so another database may have made this one, or be making it at this moment.
do $$
begin
  for attempt in 1..20 loop
    begin
      if not exists (select from pg_roles where rolname = 'beatwise_phone') then
        create role beatwise_phone nologin;
      end if;
      if not pg_has_role(current_user, 'beatwise_phone', 'member') then
        grant beatwise_phone to current_user;
      end if;
      exit;
    exception when duplicate_object or unique_violation or internal_error then
      if attempt = 20 then raise; end if;
      perform pg_sleep(0.05);
    end;
  end loop;
end $$;

create table patrol_visits (
  plan_id uuid not null references patrol_plans on delete cascade,
  visit_id uuid not null, -- chosen by whoever reports it: the same visit reported twice is one
  district_code text not null,
  unit text not null check (length(unit) between 1 and 40),
  place text not null check (length(place) between 1 and 20),
  arrived_at timestamptz not null,
  left_at timestamptz, -- null: still there, or nobody said
  source text not null check (source in ('tap', 'gpx', 'csv', 'typed')),
  note text not null default '' check (length(note) <= 500),
  revision int not null default 1 check (revision > 0), -- a report that comes late does not undo a later one
  undone boolean not null default false,
  reported_by text not null, -- an account, or 'phone'
  reported_at timestamptz not null default now(),
  primary key (plan_id, visit_id),
  check (left_at >= arrived_at and left_at <= arrived_at + interval '24 hours')
);
create index patrol_visits_by_time on patrol_visits (district_code, arrived_at);

-- The token is nowhere: whoever reads this table can tick nothing.
create table patrol_phones (
  token_hash bytea primary key check (length(token_hash) = 32),
  plan_id uuid not null references patrol_plans on delete cascade,
  district_code text not null,
  unit text not null,
  made_by text not null,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create unique index patrol_phones_in_use on patrol_phones (plan_id, unit) where revoked_at is null;

create table patrol_trials (
  trial_id uuid primary key default gen_random_uuid(),
  district_code text not null,
  name text not null check (length(name) between 1 and 120),
  theme text not null,
  res int not null,
  first_day date not null,
  each int not null,
  hours_from int not null, -- minutes after the midnight of a day at which it begins and ends; an end after 1440 is on the next day
  hours_to int not null,
  seed int not null,
  rest_days jsonb not null,
  places jsonb not null, -- with the comparison place of each
  calendar text[] not null, -- a day each, a digit a place: 1 treated
  least text not null, -- what was said of the smallest effect before it began
  data_version text not null,
  created_by text not null,
  created_at timestamptz not null default now()
);
create index patrol_trials_by_team on patrol_trials (district_code, first_day);

do $$
declare one text;
begin
  foreach one in array array['patrol_visits', 'patrol_phones', 'patrol_trials'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy team_only on %I to beatwise_planner using (district_code = any (asking_districts())) with check (district_code = any (asking_districts()))', one);
    execute format('grant select, insert, update, delete on %I to beatwise_planner', one);
  end loop;
end $$;
-- A trial is what was drawn before it began: nobody changes it afterwards.
revoke update on patrol_trials from beatwise_planner;

-- The hash of the token that a phone has shown, as the transaction says; without it, or with one that is over, there is no row at all.
create function asking_phone() returns bytea
language sql stable parallel safe
return decode(nullif(current_setting('beatwise.phone', true), ''), 'hex');

create policy own_phone on patrol_phones for select to beatwise_phone
  using (token_hash = asking_phone() and revoked_at is null and expires_at > now());
create policy own_plan on patrol_plans for select to beatwise_phone
  using (exists (select from patrol_phones p where p.plan_id = patrol_plans.plan_id and p.district_code = patrol_plans.district_code));
create policy own_visits on patrol_visits to beatwise_phone
  using (exists (select from patrol_phones p where p.plan_id = patrol_visits.plan_id and p.unit = patrol_visits.unit))
  with check (source = 'tap' and exists (select from patrol_phones p where p.plan_id = patrol_visits.plan_id and p.unit = patrol_visits.unit and p.district_code = patrol_visits.district_code));
grant select (token_hash, plan_id, district_code, unit, expires_at, revoked_at) on patrol_phones to beatwise_phone;
grant select (plan_id, district_code, name, shift_from, shift_to, status, version, content) on patrol_plans to beatwise_phone;
grant select, insert, update on patrol_visits to beatwise_phone;
grant execute on function append_audit to beatwise_phone;
