-- Places of some kinds. $1 kinds text[]. Returns name text, lng, lat (degrees), in order of name.
select name, st_x(geom) as lng, st_y(geom) as lat from places where kind = any($1::text[]) order by name, place_id
