-- STATS19: reported road collisions in which somebody was hurt, the vehicles and the casualties. Codes as published; -1 is null.

create table collisions (
  slice_id int not null,
  row_no int not null,
  collision_index text not null,
  collided_at timestamp not null, -- local time, Europe/London; midnight when the time is not known
  time_known boolean not null,
  spot_id int not null,
  severity text not null check (severity in ('fatal', 'serious', 'slight')),
  vehicles int,
  casualties int,
  first_road_class text,
  first_road_number int,
  road_type text,
  speed_limit int,
  junction_detail text,
  light_conditions text,
  weather_conditions text,
  urban_or_rural text,
  drink_drive boolean,
  primary key (slice_id, row_no)
);
create index collisions_by_index on collisions (collision_index);

create table vehicles (
  slice_id int not null,
  collision_index text not null,
  vehicle_reference int not null,
  row_no int not null,
  vehicle_type text,
  manoeuvre text,
  sex_of_driver text,
  age_of_driver int,
  primary key (slice_id, row_no)
);

create table casualties (
  slice_id int not null,
  collision_index text not null,
  casualty_reference int,
  vehicle_reference int,
  row_no int not null,
  severity text not null check (severity in ('fatal', 'serious', 'slight')),
  casualty_class text, -- driver, passenger, pedestrian
  casualty_type text, -- the published code
  sex text,
  age int,
  primary key (slice_id, row_no)
);
create index casualties_by_collision on casualties (slice_id, collision_index);
