-- $1 place_id text[], $2 kind text[], $3 name text[], $4 lng float8[], $5 lat float8[], $6 import_id.
insert into places (place_id, kind, name, geom, geom_m, import_id)
select t.place_id, t.kind, t.name, p.geom, st_transform(p.geom, 27700), $6
from unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::float8[]) as t (place_id, kind, name, lng, lat)
cross join lateral (select st_setsrid(st_point(t.lng, t.lat), 4326) as geom) p
on conflict (place_id) do update set kind = excluded.kind, name = excluded.name, geom = excluded.geom, geom_m = excluded.geom_m, import_id = excluded.import_id
