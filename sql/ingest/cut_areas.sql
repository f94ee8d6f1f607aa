-- Cuts staged areas into pieces of at most 48 vertices for point in polygon, and notes the squares that each piece touches. $1 import_id.
with cut as (
  insert into area_parts (area_id, type, geom)
  select area_id, type, st_subdivide(geom, 48) from areas where import_id = $1
  returning part_id, geom
)
insert into area_part_squares (square, part_id)
select square, part_id from cut cross join lateral squares_of(geom) square
