-- Numbered roads of the basemap as far as they lie in an area, the parts in the order of the road. $1 area_id int; null: the study area.
-- Overlays on a grid of a centimetre, which cannot fail where borders of neighbours do not quite meet: the embedded engine could not recover.
-- Returns ref text, lines json (arrays of [lng, lat] in degrees, 5 decimals). No index: some tens of roads, one outline.
with outline as (
  select st_unaryunion(st_collect(outline), 1e-7) as geom from areas
  where live and case when $1::int is null then type = 'district' and in_study else area_id = $1 end
),
lines as (
  select b.name as ref, b.feature_no, d.path as line_no, d.geom
  from basemap_features b cross join lateral st_dump(b.geom) d where b.layer = 'roads'
),
inside as (
  select l.ref, l.feature_no, l.line_no, l.geom as whole, part.geom
  from lines l cross join outline o cross join lateral st_dump(st_linemerge(st_collectionextract(st_intersection(l.geom, o.geom, 1e-7), 2))) part
  where st_intersects(l.geom, o.geom)
),
-- A part that runs against its road is turned about.
turned as (
  select ref, feature_no, line_no, least(a, b) as at, case when a <= b then geom else st_reverse(geom) end as geom
  from (select *, st_linelocatepoint(whole, st_startpoint(geom)) as a, st_linelocatepoint(whole, st_endpoint(geom)) as b from inside) located
)
select ref, json_agg(st_asgeojson(geom, 5)::json -> 'coordinates' order by feature_no, line_no, at) as lines from turned group by ref order by ref
