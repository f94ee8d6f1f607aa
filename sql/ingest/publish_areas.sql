-- Takes off the live areas that an import replaces: same type and code. $1 import_id.
update areas old set live = false from areas new
where new.import_id = $1 and old.live and old.import_id <> $1 and (old.type, old.code) = (new.type, new.code)
