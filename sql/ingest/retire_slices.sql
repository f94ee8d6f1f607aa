-- Takes off the live slices that an import replaces: same feed, force and month. $1 import_id.
update slices old set live = false
from slices new
where new.import_id = $1 and old.live and old.import_id <> $1
  and (old.feed, old.force, old.month) = (new.feed, new.force, new.month)
