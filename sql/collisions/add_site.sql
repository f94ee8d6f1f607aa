-- Adds a site. $1 what is given of it, jsonb (kind, name, status, schemeType, owner, road, notes, radiusM, proposedOn, investigatedOn, agreedOn, builtOn,
-- closedOn, origin), $2 its point, line or area as GeoJSON text, $3 who. Returns site as told_site tells it.
insert into road_sites as s (kind, name, status, scheme_type, owner, road, notes, radius_m, proposed_on, investigated_on, agreed_on, built_on, closed_on, origin, geom, created_by, changed_by)
select g.kind, g.name, g.status, g."schemeType", g.owner, g.road, g.notes, g."radiusM", g."proposedOn", g."investigatedOn", g."agreedOn", g."builtOn", g."closedOn", g.origin,
  st_setsrid(st_geomfromgeojson($2), 4326), $3, $3
from jsonb_to_record($1::jsonb) as g(kind text, name text, status text, "schemeType" text, owner text, road text, notes text, "radiusM" int,
  "proposedOn" date, "investigatedOn" date, "agreedOn" date, "builtOn" date, "closedOn" date, origin jsonb)
returning told_site(s) as site
