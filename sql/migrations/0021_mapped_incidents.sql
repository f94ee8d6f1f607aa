-- Incidents of each theme as they lie on the map, one by one, with the time in which they may have happened and what the force's records name.
-- For signed-in readers alone: the public's role has neither this view nor the table below it.

create view mapped_incidents as
select tk.theme, i.slice_id, i.row_no, s.month, s.dated, i.occurred_from, i.occurred_to, i.repeat_location_id, i.victim_id, i.victim_kind,
  p.spot_id, p.h3_r10, p.lng_e6, p.lat_e6
from live_slices s
join incidents i using (slice_id)
join kinds k using (kind_id)
join theme_kinds tk using (kind_id)
join spots p using (spot_id)
where k.mapped and p.inside and theme_admits(tk.rural_only, tk.nights_only, k.rural_flag, p.rural, p.near_premises, i.night, s.dated);

-- As everywhere: what is made here is not for everybody.
revoke all on mapped_incidents from public;
