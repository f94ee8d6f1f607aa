-- The box around the live areas of the study area, in a system of coordinates, and their LSOAs of 2021. $1 srid int. Returns box [w, s, e, n] or null, lsoas text[] or null.
with study as (
  select st_setsrid(st_extent(geom)::geometry, 4326) as box, array_agg(code) filter (where type = 'lsoa21') as lsoas from areas where live and in_study
),
turned as (select st_transform(box, $1::int) as box, lsoas from study)
select case when box is not null then json_build_array(st_xmin(box), st_ymin(box), st_xmax(box), st_ymax(box)) end as box, lsoas from turned
