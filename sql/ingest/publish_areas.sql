-- Takes off the live areas that an import replaces: same type and code, and made-up small areas once real ones arrive, of whatever year: they would
-- lie across each other. $1 import_id.
update areas old set live = false from areas new
where new.import_id = $1 and old.live and old.import_id <> $1
  and ((old.type, old.code) = (new.type, new.code) or (old.synthetic and not new.synthetic and old.type like 'lsoa%' and new.type like 'lsoa%'))
