-- The districts of an account are these from now on. $1 account_id int, $2 district_codes text[].
with gone as (
  delete from account_districts where account_id = $1 and district_code <> all ($2::text[])
)
insert into account_districts (account_id, district_code) select distinct $1::int, unnest($2::text[]) on conflict do nothing
