-- Gives staged districts the force that holds them, by a point inside each. $1 import_id.
update areas d set parent_code = f.code
from areas f
where d.import_id = $1 and d.type = 'district' and d.parent_code is null
  and f.type = 'force' and (f.live or f.import_id = $1) and st_covers(f.geom, st_pointonsurface(d.geom))
