-- Loaded postcodes that begin so, and before them the district of postcodes that is called so. $1 beginning text, capitals without a space, $2 district text that
-- they must be of, or null. Returns name, postcodes int (how many of a district, null for a single one), "lsoa21Code" text or null, centre [lng, lat],
-- bbox [w, s, e, n] of a district, else null. At most 4. Index: primary key of postcodes.
with begun as (
  select postcode, left(postcode, -3) as district, lsoa21_code, geom
  from postcodes where postcode >= $1 and postcode < $1 || '~' and ($2::text is null or left(postcode, -3) = $2)
),
whole as (
  select $1 as name, count(*)::int as postcodes, null as lsoa21_code, st_centroid(st_collect(geom)) as point, st_extent(geom)::geometry as box
  from begun where district = $1 having count(*) > 0
),
found as (
  select 0 as turn, * from whole
  union all
  (select 1 + (district <> $1)::int, district || ' ' || right(postcode, 3), null, lsoa21_code, geom, null from begun order by 1, postcode limit 4)
)
select name, postcodes, lsoa21_code as "lsoa21Code",
  json_build_array(round(st_x(point)::numeric, 5), round(st_y(point)::numeric, 5)) as centre,
  case when box is not null then json_build_array(round(st_xmin(box)::numeric, 4), round(st_ymin(box)::numeric, 4), round(st_xmax(box)::numeric, 4), round(st_ymax(box)::numeric, 4)) end as bbox
from found order by turn, name limit 4
