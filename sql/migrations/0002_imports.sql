-- What was loaded, from what, and which of it is live. Event rows hang on slices: one feed of one force in one month.
-- Publishing flips slices; rows of a slice that is not live are seen by nobody and are swept away.

create table data_version (
  only_row boolean primary key default true check (only_row),
  salt text not null default substr(md5(random()::text || clock_timestamp()::text), 1, 8), -- two databases never share a version
  version int not null default 1,
  published_at timestamptz not null default now()
);
insert into data_version default values;

create table imports (
  import_id int generated always as identity primary key,
  source text not null,
  synthetic boolean not null default false,
  status text not null default 'staging' check (status in ('staging', 'published', 'refused', 'abandoned')),
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  published_at timestamptz,
  host text not null,
  pid int not null,
  rows_read int not null default 0,
  rows_loaded int not null default 0,
  message text
);

create table import_files (
  import_id int not null references imports on delete cascade,
  file_no int not null,
  name text not null,
  sha256 text not null,
  rows_read int not null default 0,
  rows_loaded int not null default 0,
  primary key (import_id, file_no)
);
create index import_files_by_sha256 on import_files (sha256);

create table import_rejections (
  import_id int not null references imports on delete cascade,
  file_no int not null,
  reason text not null,
  rows int not null,
  first_line int not null,
  example text not null,
  primary key (import_id, file_no, reason)
);

create table slices (
  slice_id int generated always as identity primary key,
  import_id int not null references imports,
  file_no int not null,
  feed text not null check (feed in ('incidents', 'collisions', 'responses')),
  source text not null,
  force text not null,
  month date not null check (extract(day from month) = 1),
  dated boolean not null, -- true: rows carry a time, false: only the month is known
  synthetic boolean not null,
  live boolean not null default false,
  rows_loaded int not null default 0
);
create unique index slices_live on slices (feed, force, month) where live;
create index slices_by_import on slices (import_id);
