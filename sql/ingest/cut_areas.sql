-- Cuts staged areas into pieces of at most 96 vertices for point in polygon. $1 import_id.
insert into area_parts (area_id, type, geom)
select area_id, type, st_subdivide(geom, 96) from areas where import_id = $1
