-- Settlements of the basemap, largest first. Returns name, lng, lat (degrees).
select name, st_x(geom) as lng, st_y(geom) as lat from basemap_features where layer = 'settlements' order by (properties ->> 'rank')::int, feature_no
