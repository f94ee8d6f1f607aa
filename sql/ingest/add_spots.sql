-- Finds or adds spots. $1 lng_e6 int[], $2 lat_e6 int[], $3 lsoa_code text[], $4 lsoa_place text[], $5 label text[], $6 h3_r10 bigint[],
-- $7 open boolean: whether their publisher publishes them as they are.
-- Returns i (place in the input, from 1; no two inputs alike), spot_id and placed: whether its areas are known. Index: spots unique key.
-- A spot that another import adds at this very moment is neither added nor yet seen, and missing from the answer: ask again.
with input as (
  select * from unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::bigint[])
    with ordinality as t (lng_e6, lat_e6, lsoa_code, lsoa_place, label, h3_r10, i)
),
added as (
  insert into spots (lng_e6, lat_e6, lsoa_code, lsoa_place, label, h3_r10, open)
  select lng_e6, lat_e6, lsoa_code, lsoa_place, label, h3_r10, $7 from input
  -- In one order everywhere, so that two imports wait for each other at most one way.
  order by lng_e6, lat_e6, lsoa_code, label
  on conflict do nothing
  returning spot_id, lng_e6, lat_e6, lsoa_code, label, inside
),
known as (
  select spot_id, lng_e6, lat_e6, lsoa_code, label, inside from added
  union all
  select s.spot_id, s.lng_e6, s.lat_e6, s.lsoa_code, s.label, s.inside from input
  join spots s using (lng_e6, lat_e6, lsoa_code, label)
  where s.open = $7
)
select i::int, k.spot_id, k.inside is not null as placed from input join known k using (lng_e6, lat_e6, lsoa_code, label)
