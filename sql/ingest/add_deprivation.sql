-- $1 vintage, $2 lsoa_code text[], $3 decile int[], $4 import_id.
insert into deprivation (vintage, lsoa_code, decile, import_id)
select distinct on (t.code) $1, t.code, t.decile, $4 from unnest($2::text[], $3::int[]) as t (code, decile)
on conflict (lsoa_code, vintage) do update set decile = excluded.decile, import_id = excluded.import_id
