-- How many people live in some areas, and how many of them in rural small areas. $1 area_ids int[]. Returns residents int, rural int; null where none are loaded or no class is known.
with small as (
  select distinct a.code, h.residents, r.rural
  from households h
  join areas a on a.live and a.type in ('lsoa21', 'lsoa11') and a.code = h.area_code and right(a.type, 2) = right(h.vintage, 2)
  join ruc_classes r on r.lsoa_code = a.code
  where h.residents is not null and h.vintage = (select max(vintage) from households where residents is not null)
    and exists (select from areas w where w.area_id = any($1::int[]) and st_covers(w.outline, st_pointonsurface(a.outline)))
)
select sum(residents)::int as residents, sum(residents) filter (where rural)::int as rural from small
