-- Who may sign in, whose team they belong to, who is signed in now, and who tried to.

create table accounts (
  account_id int generated always as identity primary key,
  -- Folded (NFKC, lower case), so that nobody is taken for somebody else by a capital.
  name text not null unique check (name ~ '^[a-z0-9][a-z0-9._@-]{0,99}$'),
  role text not null check (role in ('planner', 'roads', 'analyst', 'admin')),
  -- argon2id in its own notation; null for one who signs in elsewhere only.
  password_hash text,
  -- Issuer and subject of the organisation's sign-in.
  oidc_subject text unique,
  disabled boolean not null default false,
  -- The password was made by somebody else: it opens nothing but the change of itself.
  must_change boolean not null default false,
  -- Made with the demonstration county, and gone with it.
  demonstration boolean not null default false,
  created_at timestamptz not null default now(),
  password_changed_at timestamptz not null default now()
);

-- Districts by code, not by row: boundaries are loaded anew and districts keep their codes.
create table account_districts (
  account_id int not null references accounts on delete cascade,
  district_code text not null check (district_code ~ '^[A-Za-z0-9-]{1,40}$'),
  primary key (account_id, district_code)
);

-- The cookie's token is nowhere: whoever reads this table can sign in as nobody.
create table sessions (
  session_hash bytea primary key check (length(session_hash) = 32),
  account_id int not null references accounts on delete cascade,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  user_agent text
);
create index sessions_account on sessions (account_id);

-- Attempts of the last minutes by hashed account name and by hashed address: what somebody typed as a name may be a password.
create table sign_in_attempts (
  attempt_id bigint generated always as identity primary key,
  key text not null,
  at timestamptz not null default now()
);
create index sign_in_attempts_key on sign_in_attempts (key, at);
create index sign_in_attempts_at on sign_in_attempts (at);
