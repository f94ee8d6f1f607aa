-- Stages areas. $1 import_id, $2 source, $3 synthetic, $4 json array of {type, code, name, parentCode, geometry}. Broken rings are mended.
-- outline: for drawing, simplified to about 30 m (districts, force) or 10 m.
insert into areas (import_id, type, code, name, parent_code, source, synthetic, geom, outline)
select $1, a.type, a.code, a.name, a."parentCode", $2, $3, g.geom,
  st_multi(st_collectionextract(st_makevalid(st_simplifypreservetopology(g.geom, case when a.type in ('force', 'district') then 0.0003 else 0.0001 end)), 3))
from jsonb_to_recordset($4::jsonb) as a (type text, code text, name text, "parentCode" text, geometry jsonb)
cross join lateral (
  select st_multi(st_collectionextract(st_makevalid(st_setsrid(st_geomfromgeojson(a.geometry), 4326)), 3)) as geom
) g
