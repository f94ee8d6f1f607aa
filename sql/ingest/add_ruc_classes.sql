-- $1 vintage, $2 lsoa_code text[], $3 class text[], $4 rural boolean[], $5 import_id.
insert into ruc_classes (vintage, lsoa_code, class, rural, import_id)
select distinct on (t.lsoa_code) $1, t.lsoa_code, t.class, t.rural, $5 from unnest($2::text[], $3::text[], $4::boolean[]) as t (lsoa_code, class, rural)
on conflict (lsoa_code, vintage) do update set class = excluded.class, rural = excluded.rural, import_id = excluded.import_id
