-- What the owner of this database chose. demo: load the demonstration county when the database is empty.
create table preferences (
  only_row boolean primary key default true check (only_row),
  demo boolean not null default true
);
insert into preferences default values;
