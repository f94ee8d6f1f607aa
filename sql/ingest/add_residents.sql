-- $1 area_code text[], $2 residents int[], $3 vintage, $4 import_id.
insert into households (area_code, residents, vintage, import_id)
select t.code, t.n, $3, $4 from unnest($1::text[], $2::int[]) as t (code, n)
on conflict (area_code, vintage) do update set residents = excluded.residents, import_id = excluded.import_id
