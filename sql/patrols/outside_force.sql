-- Which of some points lie outside every loaded force, by more than 2 km. $1 lng float8[], $2 lat float8[]. Returns at (index from 1); none where no force is loaded.
with points as (select at, st_setsrid(st_makepoint(lng, lat), 4326) as geom from unnest($1::float8[], $2::float8[]) with ordinality as one (lng, lat, at)),
forces as (select outline from areas where live and type = 'force' and in_study)
select at::int from points
where exists (select from forces) and not exists (select from forces where st_dwithin(outline, geom, 0.03)) order by at
