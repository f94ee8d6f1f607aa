-- Areas, their urban/rural class, households, places and the authored basemap. Small tables, replicated everywhere.

create table areas (
  area_id int generated always as identity primary key,
  import_id int not null references imports,
  type text not null check (type in ('force', 'district', 'ward', 'msoa21', 'lsoa21', 'lsoa11', 'neighbourhood')),
  code text not null,
  name text not null,
  parent_code text, -- the district of an LSOA, ward or neighbourhood, where its publisher names it
  source text not null,
  synthetic boolean not null,
  live boolean not null default false,
  in_study boolean not null default true, -- false: a neighbouring district loaded for drawing only
  geom geometry(MultiPolygon, 4326) not null check (not st_isempty(geom)), -- an outline that encloses nothing is none
  outline geometry(MultiPolygon, 4326) not null -- simplified for drawing, about 100 m
);
create unique index areas_live on areas (type, code) where live;
create index areas_by_code on areas (code) where live;

-- Areas cut into small pieces, so that point in polygon reads few vertices.
create table area_parts (
  area_id int not null references areas on delete cascade,
  type text not null,
  geom geometry(Geometry, 4326) not null
);
create index area_parts_by_geom on area_parts using gist (geom);
create index area_parts_by_area on area_parts (area_id);

create table ruc_classes (
  vintage text not null check (vintage in ('ruc11', 'ruc21')),
  lsoa_code text not null,
  class text not null,
  rural boolean not null,
  import_id int not null references imports,
  primary key (lsoa_code, vintage)
);

-- 2011 LSOAs and the 2021 LSOAs that follow them: unchanged, split and merged ones alike.
create table lsoa_changes (
  lsoa11_code text not null,
  lsoa21_code text not null,
  import_id int not null references imports,
  primary key (lsoa21_code, lsoa11_code)
);

create table households (
  area_code text not null,
  vintage text not null,
  households int,
  residents int,
  import_id int not null references imports,
  primary key (area_code, vintage)
);

create table places (
  place_id text primary key,
  kind text not null,
  name text not null,
  geom geometry(Point, 4326) not null,
  geom_m geometry(Point, 27700) not null,
  import_id int not null references imports
);
create index places_by_geom_m on places using gist (geom_m);

-- The built-in basemap: water, roads, settlements and the names of neighbours, authored for the product.
create table basemap_features (
  layer text not null check (layer in ('water', 'roads', 'settlements', 'neighbours')),
  feature_no int not null,
  name text not null,
  properties jsonb not null,
  geom geometry(Geometry, 4326) not null,
  primary key (layer, feature_no)
);
