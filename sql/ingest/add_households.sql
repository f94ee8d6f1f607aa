-- $1 area_code text[], $2 households int[], $3 vintage, $4 import_id.
insert into households (area_code, households, vintage, import_id)
select t.code, t.n, $3, $4 from unnest($1::text[], $2::int[]) as t (code, n)
on conflict (area_code, vintage) do update set households = excluded.households, import_id = excluded.import_id
