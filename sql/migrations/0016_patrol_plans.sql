-- A patrol plan belongs to the team of one district. Who asks is set inside each transaction; without it nobody sees anything.

create table patrol_plans (
  plan_id uuid primary key default gen_random_uuid(),
  district_code text not null,
  name text not null check (length(name) between 1 and 120),
  shift_from timestamp not null, -- local time, Europe/London
  shift_to timestamp not null,
  notes text not null default '' check (length(notes) <= 4000),
  status text not null default 'draft' check (status in ('draft', 'approved', 'closed')),
  version int not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_by text not null,
  changed_at timestamptz not null default now(),
  check (shift_to > shift_from and shift_to <= shift_from + interval '24 hours')
);
create index patrol_plans_by_team on patrol_plans (district_code, shift_from);

-- The districts of whoever asks, as the transaction says; null, and so no row at all, where it does not say.
create function asking_districts() returns text[]
language sql stable parallel safe
return string_to_array(nullif(current_setting('beatwise.districts', true), ''), ',');

alter table patrol_plans enable row level security;
alter table patrol_plans force row level security;
create policy team_only on patrol_plans to beatwise_planner
  using (district_code = any (asking_districts()))
  with check (district_code = any (asking_districts()));
grant select, insert, update, delete on patrol_plans to beatwise_planner;
-- What a planner does is recorded in the same transaction.
grant beatwise_auditor to beatwise_planner;
