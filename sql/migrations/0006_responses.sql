-- Incidents attended: when the call came, when a resource was sent and when it arrived.

create table responses (
  slice_id int not null,
  row_no int not null,
  incident_ref text not null,
  grade text not null check (grade in ('emergency', 'priority', 'scheduled')),
  call_at timestamptz not null,
  dispatched_at timestamptz,
  arrived_at timestamptz,
  call_answered_s int,
  spot_id int not null,
  road text not null default '',
  ruc text check (ruc in ('urban', 'rural')),
  primary key (slice_id, row_no)
);
