-- Police bases. Returns name text, lng, lat (degrees).
select name, st_x(geom) as lng, st_y(geom) as lat from places where kind = 'police-base' order by place_id
