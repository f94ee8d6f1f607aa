-- Sites, those under way before those closed, then by name, at most 1000. $1 status text or null (all), $2 kind text or null, $3 code of an area that they
-- touch, text or null. Index: road_sites_by_geom. Returns site as told_site tells it, without its notes.
select told_site(s) - 'notes' as site from road_sites s
where ($1::text is null or status = $1) and ($2::text is null or kind = $2)
  and ($3::text is null or exists (select from areas a where a.live and a.code = $3 and st_intersects(a.geom, s.geom)))
order by status = 'closed', name, site_id limit 1000
