-- The areas of the study area that hold each of some positions, one of a type, from the largest to the smallest. $1 lng float8[], $2 lat float8[], $3 lsoa21_code text[], null
-- where none is known. An LSOA that is named wins over the position, because boundaries are generalised, and so does its district.
-- Returns nth int (from 1), code, type, name. Index: area_part_squares primary key.
with asked as (
  select nth, lsoa, st_setsrid(st_point(lng, lat), 4326) as point, square_of(lng, lat) as square
  from unnest($1::float8[], $2::float8[], $3::text[]) with ordinality as t (lng, lat, lsoa, nth)
),
held as (
  select nth, p.area_id, 1 as turn from asked join area_part_squares using (square) join area_parts p using (part_id) where st_covers(p.geom, point)
  union all
  select nth, x.area_id, 0 from asked join areas l on l.live and l.type = 'lsoa21' and l.code = lsoa
  join areas x on x.live and (x.area_id = l.area_id or (x.type = 'district' and x.code = l.parent_code))
),
sized as (
  select nth, turn, a.area_id, a.code, a.type, a.name,
    case a.type when 'force' then 0 when 'district' then 1 when 'ward' then 2 when 'neighbourhood' then 3 when 'msoa21' then 4 else 5 end as size
  from held join areas a using (area_id) where a.live and a.in_study and a.type <> 'lsoa11'
),
one as (select distinct on (nth, size) nth, size, code, type, name from sized order by nth, size, turn, area_id)
select nth::int, code, type, name from one order by nth, size
