-- Stores a visit, or what was reported of it later: a report with a lower or the same revision changes nothing, and none changes who and where.
-- $1 plan_id uuid, $2 visit_id uuid, $3 district_code, $4 unit, $5 place, $6 arrived_at timestamptz, $7 left_at timestamptz or null, $8 source, $9 note,
-- $10 revision int, $11 undone boolean, $12 reported_by. Returns id, or no row where nothing was changed.
insert into patrol_visits as v (plan_id, visit_id, district_code, unit, place, arrived_at, left_at, source, note, revision, undone, reported_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (plan_id, visit_id) do update
set arrived_at = excluded.arrived_at, left_at = excluded.left_at, note = excluded.note, revision = excluded.revision, undone = excluded.undone,
  reported_by = excluded.reported_by, reported_at = now()
where v.revision < excluded.revision and v.unit = excluded.unit and v.place = excluded.place and v.source = excluded.source
returning visit_id as id
