-- Postcodes with their positions. $1 postcode text[] (without spaces), $2 lsoa21_code text[] (null where none is named), $3 x float8[], $4 y float8[], $5 srid int of x and y, $6 import_id int.
insert into postcodes (postcode, lsoa21_code, geom, import_id)
select t.postcode, t.lsoa, st_transform(st_setsrid(st_point(t.x, t.y), $5::int), 4326), $6
from unnest($1::text[], $2::text[], $3::float8[], $4::float8[]) as t (postcode, lsoa, x, y)
on conflict (postcode) do update set lsoa21_code = excluded.lsoa21_code, geom = excluded.geom, import_id = excluded.import_id
