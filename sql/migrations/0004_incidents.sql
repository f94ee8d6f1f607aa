-- Recorded incidents, where they happened (spots), what they were (kinds), and their counts aggregated at import.

-- What was recorded: a small dictionary that grows as kinds are met.
create table kinds (
  kind_id smallint generated always as identity primary key,
  category text not null,
  subcategory text not null default '',
  domestic boolean not null default false,
  rural_flag boolean not null default false,
  -- All crime: every category but incidents that are not offences, and road casualties.
  is_crime boolean not null generated always as (category not in ('anti-social-behaviour', 'domestic-incident', 'collision', 'casualty')) stored,
  -- Domestic abuse and sexual offences are counted in totals and never mapped.
  mapped boolean not null generated always as (not domestic and subcategory <> 'sexual' and category <> 'domestic-incident') stored,
  unique (category, subcategory, domestic, rural_flag)
);

-- A distinct published position with the LSOA its row names. What follows from the position is kept here, so that loading new
-- areas, classes or places re-reads tens of thousands of spots and no incident.
create table spots (
  spot_id int generated always as identity primary key,
  lng_e6 int not null,
  lat_e6 int not null,
  lsoa_code text not null default '',
  lsoa_place text not null default '', -- the LSOA's name without its number: the district
  label text not null default '', -- the publisher's name of the point, 'On or near High Street'
  h3_r10 bigint not null,
  inside boolean, -- in the study area; null: not yet looked at
  rural boolean, -- null: no class is known
  near_premises boolean not null default false,
  unique (lng_e6, lat_e6, lsoa_code, label)
);
create index spots_unassigned on spots (spot_id) where inside is null;
-- Spot 0 stands for "no location".
insert into spots (spot_id, lng_e6, lat_e6, h3_r10, inside) overriding system value values (0, 0, 0, 0, false);

create table spot_areas (
  area_id int not null,
  spot_id int not null,
  primary key (area_id, spot_id)
);
create index spot_areas_by_spot on spot_areas (spot_id);

create table outcomes (
  outcome_id smallint generated always as identity primary key,
  name text not null unique
);

create table incidents (
  slice_id int not null,
  row_no int not null, -- line of the file: the only key a repeated ASB row has
  incident_ref text not null default '',
  kind_id smallint not null,
  spot_id int not null,
  night smallint not null, -- 1 Friday or Saturday night, 2 same hours of other nights, 0 other hours, -1 hour not known
  outcome_id smallint,
  occurred_from timestamp, -- local time, Europe/London
  occurred_to timestamp,
  solved boolean,
  victim_id text,
  victim_kind text,
  repeat_location_id text,
  primary key (slice_id, row_no)
);

create table counts (
  slice_id int not null,
  kind_id smallint not null,
  night smallint not null,
  spot_id int not null,
  n int not null,
  primary key (slice_id, kind_id, night, spot_id)
);
