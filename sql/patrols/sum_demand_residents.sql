-- How many people live in some areas, by what is said of their small areas. $1 area_ids int[].
-- Returns residents int (of areas whose rural-urban class is known), rural int (of these, in rural ones), deciles int[] (by decile of deprivation, 1 to 10);
-- null where no residents, no class or no decile is loaded. Of the newest census that any live small area has; classes as in describe_spots.
with wanted as materialized (select area_id, code, outline from areas where area_id = any($1::int[])),
counted as (
  select a.code, h.vintage, h.residents
  from households h
  join areas a on a.live and a.type in ('lsoa21', 'lsoa11') and a.code = h.area_code and right(a.type, 2) = right(h.vintage, 2)
  where h.residents is not null
    and exists (select from wanted w where w.code = a.parent_code or st_covers(w.outline, st_pointonsurface(a.outline)))
),
small as (
  select k.code, k.residents, d.decile, coalesce(
    (select r.rural from ruc_classes r where r.lsoa_code = k.code order by r.vintage desc limit 1),
    (select bool_or(r.rural) from lsoa_changes c join ruc_classes r on r.lsoa_code = c.lsoa11_code where c.lsoa21_code = k.code)) as rural
  from counted k left join lsoa_deciles d on d.lsoa_code = k.code
  where k.vintage = (select max(vintage) from counted)
),
by_decile as (
  select tenth, coalesce(sum(s.residents), 0)::int as n from generate_series(1, 10) tenth left join small s on s.decile = tenth group by tenth
)
select sum(residents) filter (where rural is not null)::int as residents, sum(residents) filter (where rural)::int as rural,
  case when count(decile) > 0 then (select array_agg(n order by tenth) from by_decile) end as deciles
from small
