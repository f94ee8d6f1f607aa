-- What follows from where a spot is: inside the study area, rural, near licensed premises. $1 first spot_id, $2 last spot_id.
-- Study area: the districts of the force; with no district loaded, any loaded area; with none at all, everywhere.
-- Reach of licensed premises: 250 m, measured on the British grid.
with loaded as materialized (
  select count(*) filter (where type = 'district' and in_study) > 0 as districts, count(*) > 0 as areas,
    exists (select from places where kind = 'licensed-premises') as premises
  from areas where live
),
batch as (
  select spot_id, lsoa_code, st_setsrid(st_point(lng_e6 / 1e6, lat_e6 / 1e6), 4326) as geom
  from spots where spot_id between $1 and $2 and spot_id > 0
),
held as (
  select sa.spot_id, bool_or(a.type = 'district' and a.in_study) as in_district,
    max(a.code) filter (where a.type = 'lsoa21') as lsoa21_code, max(a.code) filter (where a.type = 'lsoa11') as lsoa11_code
  from spot_areas sa join areas a using (area_id)
  where a.live and sa.spot_id between $1 and $2
  group by sa.spot_id
),
-- An LSOA's own class, the newest first; an LSOA of 2021 without one is rural where an LSOA of 2011 that it follows is.
own as (select distinct on (lsoa_code) lsoa_code, rural from ruc_classes order by lsoa_code, vintage desc),
lsoa_class as (
  select coalesce(o.lsoa_code, c.lsoa21_code) as lsoa_code, coalesce(bool_or(o.rural), bool_or(before.rural)) as rural
  from own o
  full join lsoa_changes c on c.lsoa21_code = o.lsoa_code
  left join own before on before.lsoa_code = c.lsoa11_code
  group by 1
),
class_of as (
  select b.spot_id, coalesce(named.rural, older.rural) as rural
  from batch b
  left join held h using (spot_id)
  left join lsoa_class named on named.lsoa_code = coalesce(nullif(b.lsoa_code, ''), h.lsoa21_code)
  left join own older on older.lsoa_code = h.lsoa11_code
),
described as (
  select b.spot_id, k.rural,
    case when l.districts then coalesce(h.in_district, false) when l.areas then h.spot_id is not null else true end as inside,
    l.premises and exists (select from places p where p.kind = 'licensed-premises' and st_dwithin(p.geom_m, st_transform(b.geom, 27700), 250)) as near_premises
  from batch b cross join loaded l left join held h using (spot_id) left join class_of k using (spot_id)
)
update spots s set inside = d.inside, rural = d.rural, near_premises = d.near_premises
from described d
where s.spot_id = d.spot_id and (s.inside, s.rural, s.near_premises) is distinct from (d.inside, d.rural, d.near_premises)
