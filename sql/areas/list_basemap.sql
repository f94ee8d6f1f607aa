-- The built-in basemap. Returns layer, features (array of GeoJSON features, 4 decimals).
select layer, json_agg(json_build_object('type', 'Feature', 'properties', properties || jsonb_build_object('name', name), 'geometry', st_asgeojson(geom, 4)::json) order by feature_no) as features
from basemap_features group by layer order by layer
