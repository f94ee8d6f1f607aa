-- Writes the built-in basemap. $1 json array of {layer, feature_no, name, properties, geometry}.
insert into basemap_features (layer, feature_no, name, properties, geom)
select f.layer, f.feature_no, f.name, f.properties, st_setsrid(st_geomfromgeojson(f.geometry), 4326)
from jsonb_to_recordset($1::jsonb) as f (layer text, feature_no int, name text, properties jsonb, geometry jsonb)
