-- Responses by month, a column each (migration 0031 names them). $1 first month 'YYYY-MM', $2 last month.
-- Returns month text, source text, synthetic boolean, rows int, roads text[], and the columns as bytea, big-endian. Index: slices_live, primary key of response_packs.
select to_char(s.month, 'YYYY-MM') as month, s.source, s.synthetic, p.rows, p.roads, p.hours, p.dispatch_s as "dispatchS", p.arrival_s as "arrivalS", p.answered_s as "answeredS",
  p.flags, p.road_nos as "roadNos", p.districts, p.cells, p.spots
from live_slices s join response_packs p using (slice_id)
where s.feed = 'responses' and s.month between to_date($1, 'YYYY-MM') and to_date($2, 'YYYY-MM')
order by s.month, s.slice_id
