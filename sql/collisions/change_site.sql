-- Puts a site in the state that is given, if it is still the version that was read. $1 site_id uuid, $2 version int, $3 the whole site, jsonb, as add_site
-- without origin, which stays, $4 its point, line or area as GeoJSON text, $5 who. Returns site as told_site tells it, or no row.
update road_sites as s
set kind = g.kind, name = g.name, status = g.status, scheme_type = g."schemeType", owner = g.owner, road = g.road, notes = g.notes, radius_m = g."radiusM",
  proposed_on = g."proposedOn", investigated_on = g."investigatedOn", agreed_on = g."agreedOn", built_on = g."builtOn", closed_on = g."closedOn",
  geom = st_setsrid(st_geomfromgeojson($4), 4326), version = s.version + 1, changed_by = $5, changed_at = now()
from jsonb_to_record($3::jsonb) as g(kind text, name text, status text, "schemeType" text, owner text, road text, notes text, "radiusM" int,
  "proposedOn" date, "investigatedOn" date, "agreedOn" date, "builtOn" date, "closedOn" date)
where s.site_id = $1 and s.version = $2
returning told_site(s) as site
