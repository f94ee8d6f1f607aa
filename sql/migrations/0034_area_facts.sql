-- What is known of each area beside its records: its ground, homes and residents, how many of its homes stand in the country, how deprived it is. All of it from
-- open data. Small areas that lie in a larger one give it their numbers; a ward, whose borders cut through them, takes the share of each that lies in it.
create table area_facts (
  area_id int primary key,
  area_km2 double precision not null,
  households int,
  residents int,
  rural_share double precision, -- of its households, where they are known, else of its ground: in small areas of a rural class
  decile double precision, -- of deprivation, the mean of its small areas by households; 1 the most deprived
  census_year int, -- of households and residents
  class_year int, -- of the rural-urban classes, the newest among them
  decile_year int -- of the newest indices that are loaded
);

-- Writes them anew for every live area of the study area. Nothing is told of an area of which a tenth of the ground or more lies in small areas that have no number.
create function measure_areas() returns void language sql
begin atomic
  delete from area_facts;
  with live_areas as materialized (
    select area_id, type, code, parent_code, geom, st_area(st_transform(geom, 27700)) / 1e6 as km2 from areas where live and in_study
  ),
  class_of as (select distinct on (lsoa_code) lsoa_code, rural, case vintage when 'ruc21' then 2021 else 2011 end as year from ruc_classes order by lsoa_code, vintage desc),
  -- A small area of 2021 without a class of its own is rural where one that it follows is.
  followed as (select c.lsoa21_code as lsoa_code, bool_or(k.rural) as rural from lsoa_changes c join class_of k on k.lsoa_code = c.lsoa11_code group by 1),
  small as materialized (
    select a.area_id, a.type, a.code, a.parent_code, a.geom, a.km2, st_pointonsurface(a.geom) as middle, h.households, h.residents, coalesce(k.rural, f.rural) as rural, case when k.rural is not null then k.year when f.rural is not null then 2011 end as class_year, d.decile,
      case when h.area_code is not null then case a.type when 'lsoa11' then 2011 else 2021 end end as census_year
    from live_areas a
    left join households h on h.area_code = a.code and h.vintage = case a.type when 'lsoa11' then 'census11' else 'census21' end
    left join class_of k on k.lsoa_code = a.code left join followed f on f.lsoa_code = a.code left join lsoa_deciles d on d.lsoa_code = a.code
    where a.type in ('lsoa11', 'lsoa21')
  ),
  -- One set of small areas, the newer that has homes.
  chosen as materialized (
    select * from small where type = (select type from small group by type order by count(households) desc, type desc limit 1)
  ),
  shares as (
    select area_id, area_id as small_id, 1::double precision as share from small
    union all
    select a.area_id, s.area_id, 1 from live_areas a join chosen s on a.type in ('force', 'district', 'msoa21') and case when a.type = 'district' and s.parent_code is not null then s.parent_code = a.code else a.geom ~ s.middle and st_covers(a.geom, s.middle) end
    union all
    select a.area_id, s.area_id, st_area(st_intersection(a.geom, s.geom)) / nullif(st_area(s.geom), 0) from live_areas a join chosen s on a.type in ('ward', 'neighbourhood') and a.geom && s.geom and st_intersects(a.geom, s.geom)
  ),
  weighed as (
    select p.area_id, p.share, s.households, s.residents, s.rural, s.class_year, s.decile, s.census_year, s.km2 * p.share as km2, p.share * coalesce(s.households, s.km2) as weight
    from shares p join small s on s.area_id = p.small_id where p.share > 0
  ),
  summed as (
    select area_id, sum(share * households) as households, sum(share * residents) as residents, max(census_year) as census_year, max(class_year) as class_year,
      sum(weight) filter (where rural) / nullif(sum(weight) filter (where rural is not null), 0) as rural_share, count(rural) as classed, sum(weight * decile) / nullif(sum(weight) filter (where decile is not null), 0) as decile,
      sum(km2) filter (where households is null) / nullif(sum(km2), 0) as no_homes, sum(km2) filter (where residents is null) / nullif(sum(km2), 0) as no_people,
      sum(km2) filter (where rural is null) / nullif(sum(km2), 0) as no_class, sum(km2) filter (where decile is null) / nullif(sum(km2), 0) as no_decile
    from weighed group by area_id
  )
  insert into area_facts (area_id, area_km2, households, residents, rural_share, decile, census_year, class_year, decile_year)
  select a.area_id, a.km2, case when coalesce(s.no_homes, 0) < 0.1 then round(s.households)::int end, case when coalesce(s.no_people, 0) < 0.1 then round(s.residents)::int end,
    case when coalesce(s.no_class, 0) < 0.1 and s.classed > 0 then coalesce(s.rural_share, 0) end, case when coalesce(s.no_decile, 0) < 0.1 then s.decile end,
    s.census_year, s.class_year, (select max(case vintage when 'iod25' then 2025 else 2019 end) from deprivation)
  from live_areas a left join summed s using (area_id);
end;
revoke execute on function measure_areas from public;
select measure_areas();

create view public_tier.area_facts as select area_id, area_km2, households, residents, rural_share, decile, census_year, class_year, decile_year from public.area_facts;

-- What is recorded in an area, by theme and month, of open sources: added up by kind before themes are told apart, which is a hundredth of the work.
create view public_tier.area_counts as
select c.area_id, c.month, t.theme, sum(c.n)::int as n
from (
  select m.area_id, s.month, s.dated, c.kind_id, c.night, p.rural, p.near_premises, sum(c.n) as n
  from public.spot_areas m join public.spots p using (spot_id) join public.counts c using (spot_id) join public.slices s using (slice_id)
  where s.live and not s.protected and p.open and p.inside
  group by 1, 2, 3, 4, 5, 6, 7
) c
join public.kinds k using (kind_id) join public.theme_kinds t using (kind_id)
where k.mapped and theme_admits(t.rural_only, t.nights_only, k.rural_flag, c.rural, c.near_premises, c.night, c.dated)
group by 1, 2, 3;

-- The same of a force's own records, which have no areas here but districts: their exact totals, as district_totals tells them.
create view public_tier.district_counts as
select c.area_id, c.month, t.theme, sum(c.n)::int as n
from (
  select a.area_id, s.month, a.class_id, sum(a.n) as n from public.protected_atoms a join public_tier.live_slices s using (slice_id) where s.protected group by 1, 2, 3
) c
join public.class_themes t using (class_id)
group by 1, 2, 3;

-- Sums of the KSI table by position, written when the totals are: for an area they were counted from every casualty, which took a second of an embedded database.
create table collision_spots (like collision_totals including defaults);
alter table collision_spots drop column place;
alter table collision_spots add column spot_id int not null;
alter table collision_spots add primary key (slice_id, spot_id);
insert into collision_spots (slice_id, spot_id, "adjusted-serious", "ksi-casualties", fatal, serious, "ksi-collisions", "all-collisions", "powered-two-wheelers", "young-car-drivers", pedestrians, cyclists, children,
  "older-people", "drink-drive", unadjusted, no_age, no_type, no_class, no_sex, no_drink, no_place)
select t.slice_id, t.spot_id, sum("adjusted-serious"), sum("ksi-casualties"), sum(fatal), sum(serious), sum("ksi-collisions"), sum("all-collisions"), sum("powered-two-wheelers"), sum("young-car-drivers"),
  sum(pedestrians), sum(cyclists), sum(children), sum("older-people"), sum("drink-drive"), sum(unadjusted), sum(no_age), sum(no_type), sum(no_class), sum(no_sex), sum(no_drink), sum(no_place)
from slices s join collision_tallies t using (slice_id) where s.live group by 1, 2;

drop view public_tier.collision_tallies;
create view public_tier.collision_spots as
select t.* from public.collision_spots t join public_tier.live_slices s using (slice_id) where not s.protected and s.source = 'stats19';

revoke all on area_facts, collision_spots from public;
grant select on public_tier.area_facts, public_tier.area_counts, public_tier.district_counts, public_tier.collision_spots to beatwise_public;
