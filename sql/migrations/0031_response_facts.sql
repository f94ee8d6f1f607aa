-- Emergency attendance as it is counted: once, when it is imported or areas, classes or roads change. A question over years of a force then reads columns
-- of numbers, not half a million rows.

-- Class of a position by either rural-urban classification: by the small area that holds it. Most LSOAs kept their code in 2021; for the others the class of 2011
-- is that of the LSOA that they follow.
create view place_classes as
with held as (
  select m.spot_id, max(a.code) filter (where a.type = 'lsoa21') as lsoa21_code, max(a.code) filter (where a.type = 'lsoa11') as lsoa11_code
  from spot_areas m join areas a using (area_id) where a.live and a.type in ('lsoa21', 'lsoa11') group by m.spot_id
),
before as (
  select c.lsoa21_code, bool_or(r.rural) as rural from lsoa_changes c join ruc_classes r on r.lsoa_code = c.lsoa11_code and r.vintage = 'ruc11' group by 1
)
select h.spot_id, n.rural as rural21, coalesce(o.rural, k.rural, b.rural) as rural11
from held h
left join ruc_classes n on n.lsoa_code = h.lsoa21_code and n.vintage = 'ruc21'
left join ruc_classes o on o.lsoa_code = h.lsoa11_code and o.vintage = 'ruc11'
left join ruc_classes k on k.lsoa_code = h.lsoa21_code and k.vintage = 'ruc11'
left join before b on b.lsoa21_code = h.lsoa21_code;

-- Responses of every slice, live or not. Seconds run from the call; dates of 1900 and the like are kept within what a whole number holds.
-- class: the file's own, else the newest of the place; '' where neither is known. outside: a known position outside the study area.
create view response_facts as
select r.*, r.call_at at time zone 'Europe/London' as call_local,
  case when r.dispatched_at is not null then least(1e9, greatest(-1e9, extract(epoch from r.dispatched_at - r.call_at)))::int end as dispatch_s,
  case when r.arrived_at is not null then least(1e9, greatest(-1e9, extract(epoch from r.arrived_at - r.call_at)))::int end as arrival_s,
  coalesce(r.ruc, '') as own, coalesce(r.ruc, case when p.rural then 'rural' when not p.rural then 'urban' else '' end) as class,
  r.spot_id <> 0 and p.inside is false as outside
from responses r left join spots p using (spot_id);

-- The definition of attendance within the standard (definitions 13), from the call to the first arrival. stamped: the stamps can be right and the class is
-- known; within_standard: reached in 15 minutes in a town and 20 in the country, the limits included.
create view judged_responses as
select f.*, class <> '' and arrival_s > 0 and arrival_s <= 86400 and (dispatch_s is null or dispatch_s between 0 and arrival_s) as stamped,
  arrival_s <= case class when 'rural' then 1200 else 900 end as within_standard
from response_facts f;

create or replace view live_emergencies as
select j.slice_id, j.row_no, j.incident_ref, j.grade, j.call_at, j.dispatched_at, j.arrived_at, j.call_answered_s, j.spot_id, j.road, j.ruc, s.month,
  j.stamped, j.within_standard
from live_slices s join judged_responses j using (slice_id)
where j.grade = 'emergency' and not j.outside;

-- Sums by district (0: none) and class ('': not known) of emergencies in the study area.
create table response_totals (
  slice_id int not null,
  area_id int not null,
  class text not null check (class in ('urban', 'rural', '')),
  emergencies int not null,
  stamped int not null, -- of known class, with stamps that can be right
  attended int not null, -- of those, within the standard
  answer_known int not null, -- calls whose answering was timed
  answered int not null, -- of those, within 10 s
  primary key (slice_id, area_id, class)
);

-- Every response of a slice, a column each, big-endian, in order of row_no. hours: local hour of the week, 0 Monday midnight (int2). dispatch_s, arrival_s:
-- seconds from the call, -2147483648 not stamped (int4). answered_s: -1 not timed (int2). road_nos: place in `roads` from 1, 0 none (int2).
-- districts: area_id, 0 none (int4). cells: base cell and first eight digits of the H3 index, 31 bits, 0 no location (int4). spots: spot_id (int4).
-- flags (int2): bits 0-1 grade (0 emergency, 1 priority, 2 scheduled); 2-3 the file's own class, 4-5 of 2021, 6-7 of 2011, 8-9 the newest of the place
-- (0 not known, 1 urban, 2 rural); 10 outside the study area; 11 the road is the nearest one, not the file's.
create table response_packs (
  slice_id int primary key,
  rows int not null,
  roads text[] not null,
  hours bytea not null,
  dispatch_s bytea not null,
  arrival_s bytea not null,
  answered_s bytea not null,
  flags bytea not null,
  road_nos bytea not null,
  districts bytea not null,
  cells bytea not null,
  spots bytea not null
);
-- Numbers of this kind do not compress, and each reading would unpack them.
alter table response_packs alter hours set storage external, alter dispatch_s set storage external, alter arrival_s set storage external, alter answered_s set storage external,
  alter flags set storage external, alter road_nos set storage external, alter districts set storage external, alter cells set storage external, alter spots set storage external;

-- Writes both for slices; null: for all live ones. Functions, because what is live is written out here and every import from now on by the same statement.
-- Without nested loops: the tables may have been empty a moment ago, and whatever the planner believes of them, one takes minutes.
create function total_responses(chosen_slices int[]) returns void language sql set enable_nestloop = off
begin atomic
  with chosen as (select slice_id from slices where feed = 'responses' and case when chosen_slices is null then live else slice_id = any($1) end),
  district_of as (select m.spot_id, min(a.area_id) as area_id from spot_areas m join areas a using (area_id) where a.live and a.type = 'district' and a.in_study group by m.spot_id)
  insert into response_totals (slice_id, area_id, class, emergencies, stamped, attended, answer_known, answered)
  select j.slice_id, coalesce(d.area_id, 0), j.class, count(*), count(*) filter (where j.stamped), count(*) filter (where j.stamped and j.within_standard),
    count(j.call_answered_s), count(*) filter (where j.call_answered_s <= 10)
  from chosen join judged_responses j using (slice_id) left join district_of d using (spot_id)
  where j.grade = 'emergency' and not j.outside
  group by 1, 2, 3;
end;

-- A file that names no road at all gets the nearest main road of the map, within 60 m; where it names some, a row without one is on none of them.
create function pack_responses(chosen_slices int[]) returns void language sql set enable_nestloop = off
begin atomic
  with chosen as (select slice_id from slices where feed = 'responses' and case when chosen_slices is null then live else slice_id = any($1) end),
  facts as materialized (select f.* from chosen join response_facts f using (slice_id)),
  named as (select slice_id, bool_or(road <> '') as named from facts group by slice_id),
  roadless as (
    select p.spot_id, st_setsrid(st_point(p.lng_e6 / 1e6, p.lat_e6 / 1e6), 4326) as geom, square_of(p.lng_e6 / 1e6, p.lat_e6 / 1e6) as square
    from spots p where p.spot_id > 0 and p.spot_id in (select f.spot_id from facts f join named n using (slice_id) where not n.named)
  ),
  pieces as materialized (
    select b.name, d.geom, q.square
    from basemap_features b cross join lateral st_subdivide(b.geom, 8) d (geom) cross join lateral squares_of(st_expand(d.geom, 0.001)) q (square)
    where b.layer = 'roads'
  ),
  nearest as (
    select distinct on (r.spot_id) r.spot_id, p.name
    from roadless r join pieces p using (square) cross join lateral st_distance(st_transform(r.geom, 27700), st_transform(p.geom, 27700)) m
    where m <= 60 order by r.spot_id, m, p.name
  ),
  district_of as (select m.spot_id, min(a.area_id) as area_id from spot_areas m join areas a using (area_id) where a.live and a.type = 'district' and a.in_study group by m.spot_id),
  whole as materialized (
    select f.*, coalesce(nullif(f.road, ''), n.name, '') as on_road, n.name is not null as by_position, coalesce(d.area_id, 0) as area_id,
      case when f.spot_id = 0 then 0 else ((p.h3_r10 >> 21) & 2147483647)::int end as cell, p.rural, c.rural21, c.rural11
    from facts f
    left join spots p using (spot_id) left join nearest n using (spot_id) left join district_of d using (spot_id)
    left join place_classes c using (spot_id)
  ),
  roads_of as (select slice_id, array_agg(distinct on_road order by on_road) filter (where on_road <> '') as roads from whole group by slice_id)
  insert into response_packs (slice_id, rows, roads, hours, dispatch_s, arrival_s, answered_s, flags, road_nos, districts, cells, spots)
  select w.slice_id, count(*), coalesce(r.roads, '{}'),
    string_agg(int2send((extract(isodow from w.call_local) * 24 - 24 + extract(hour from w.call_local))::int2), '' order by w.row_no),
    string_agg(int4send(coalesce(w.dispatch_s, -2147483648)), '' order by w.row_no),
    string_agg(int4send(coalesce(w.arrival_s, -2147483648)), '' order by w.row_no),
    string_agg(int2send(coalesce(least(32767, greatest(0, w.call_answered_s)), -1)::int2), '' order by w.row_no),
    string_agg(int2send((array_position(array['emergency', 'priority', 'scheduled'], w.grade) - 1 + (coalesce(array_position(array['urban', 'rural'], w.own), 0) << 2)
      + (case when w.rural21 then 2 when not w.rural21 then 1 else 0 end << 4) + (case when w.rural11 then 2 when not w.rural11 then 1 else 0 end << 6)
      + (case when w.rural then 2 when not w.rural then 1 else 0 end << 8) + (w.outside::int << 10) + (w.by_position::int << 11))::int2), '' order by w.row_no),
    string_agg(int2send(coalesce(array_position(r.roads, w.on_road), 0)::int2), '' order by w.row_no),
    string_agg(int4send(w.area_id), '' order by w.row_no), string_agg(int4send(w.cell), '' order by w.row_no), string_agg(int4send(w.spot_id), '' order by w.row_no)
  from whole w join roads_of r using (slice_id)
  group by w.slice_id, r.roads;
end;

select total_responses(null);
select pack_responses(null);

-- Months of a force and its districts (district null: the whole force), which anybody may read.
-- In a district's month of fewer than ten emergencies nothing is told, and no class of fewer than ten apart from the other.
create view response_months as
select t.slice_id, case when grouping(t.area_id) = 1 then null else t.area_id end as area_id,
  sum(t.emergencies)::int as emergencies, sum(t.stamped)::int as stamped, sum(t.attended)::int as attended,
  sum(t.emergencies) filter (where class = 'urban')::int as urban, sum(t.emergencies) filter (where class = 'rural')::int as rural,
  sum(t.stamped) filter (where class = 'urban')::int as urban_stamped, sum(t.attended) filter (where class = 'urban')::int as urban_attended,
  sum(t.stamped) filter (where class = 'rural')::int as rural_stamped, sum(t.attended) filter (where class = 'rural')::int as rural_attended,
  sum(t.emergencies) filter (where class = '')::int as unclassed, sum(t.answer_known)::int as answer_known, sum(t.answered)::int as answered
from response_totals t join live_slices using (slice_id)
group by grouping sets ((t.slice_id, t.area_id), (t.slice_id));

create view public_tier.response_months as
select m.slice_id, m.area_id, e.emergencies, e.stamped, e.attended, c.urban, c.rural, c.urban_stamped, c.urban_attended, c.rural_stamped, c.rural_attended, c.unclassed, e.answer_known, e.answered
from public.response_months m
join public_tier.live_slices s using (slice_id)
left join lateral (select m.emergencies, m.stamped, m.attended, m.answer_known, m.answered where m.area_id is null or m.emergencies >= 10) e on true
left join lateral (
  select coalesce(m.urban, 0) as urban, coalesce(m.rural, 0) as rural, coalesce(m.urban_stamped, 0) as urban_stamped, coalesce(m.urban_attended, 0) as urban_attended, coalesce(m.rural_stamped, 0) as rural_stamped,
    coalesce(m.rural_attended, 0) as rural_attended, coalesce(m.unclassed, 0) as unclassed
  where m.area_id is null or not (coalesce(m.urban, 0) between 1 and 9 or coalesce(m.rural, 0) between 1 and 9 or m.emergencies < 10)
) c on true
where not s.protected;

revoke execute on function total_responses, pack_responses from public;
revoke all on place_classes, response_facts, judged_responses, response_totals, response_packs, response_months from public;
grant select on public_tier.response_months to beatwise_public;
