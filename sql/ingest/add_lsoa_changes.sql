-- $1 lsoa11_code text[], $2 lsoa21_code text[], $3 import_id.
insert into lsoa_changes (lsoa11_code, lsoa21_code, import_id)
select distinct t.old, t.new, $3::int from unnest($1::text[], $2::text[]) as t (old, new)
on conflict (lsoa21_code, lsoa11_code) do update set import_id = excluded.import_id
