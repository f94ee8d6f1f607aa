-- Builds districts from the staged LSOAs that name them, 2021 before 2011, in place of any drawn outline of the same code. $1 import_id.
-- Not from made-up LSOAs: those are cut from their district's outline.
with lsoas as (
  select parent_code, name, geom from areas
  where import_id = $1 and parent_code is not null and not synthetic
    and type = (select max(type) from areas where import_id = $1 and type in ('lsoa11', 'lsoa21') and parent_code is not null)
),
dissolved as (
  select parent_code as code, min(regexp_replace(name, '\s+\d{3}[A-Z]$', '')) as name, st_multi(st_union(geom)) as geom from lsoas group by parent_code
),
replaced as (
  delete from areas a using dissolved d where a.import_id = $1 and a.type = 'district' and a.code = d.code
)
insert into areas (import_id, type, code, name, source, synthetic, geom, outline)
select $1, 'district', d.code, d.name, i.source, i.synthetic, d.geom,
  st_multi(st_collectionextract(st_makevalid(st_simplifypreservetopology(d.geom, 0.0003)), 3))
from dissolved d join imports i on i.import_id = $1
