-- How deprived each small area is, in tenths of the nation: 1 the most deprived, 10 the least. Open data: everybody may read it.

create table deprivation (
  lsoa_code text not null,
  vintage text not null check (vintage in ('iod19', 'iod25')), -- of LSOAs of 2011, of LSOAs of 2021
  decile smallint not null check (decile between 1 and 10),
  import_id int not null references imports,
  primary key (lsoa_code, vintage)
);

-- An LSOA's own decile, the newest first; an LSOA of 2021 without one has the mean of those it follows, rounded to the more deprived.
create view lsoa_deciles as
with own as (select distinct on (lsoa_code) lsoa_code, decile from deprivation order by lsoa_code, vintage desc)
select lsoa_code, decile::int from own
union all
select c.lsoa21_code, floor(avg(o.decile))::int
from lsoa_changes c
join own o on o.lsoa_code = c.lsoa11_code
where not exists (select from own n where n.lsoa_code = c.lsoa21_code)
group by c.lsoa21_code;

create view public_tier.deprivation as select import_id, lsoa_code, vintage, decile from public.deprivation;
grant select on public_tier.deprivation to beatwise_public;
