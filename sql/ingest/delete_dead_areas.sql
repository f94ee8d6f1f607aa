-- Removes areas that were replaced or never published, and their membership.
with dead as (
  delete from areas a using imports i where i.import_id = a.import_id and not a.live and i.status <> 'staging' returning area_id
)
delete from spot_areas where area_id in (select area_id from dead)
