-- Slices that nobody will ever see: not live, of an import that is over. Returns slice_id.
select s.slice_id from slices s join imports i using (import_id)
where not s.live and i.status <> 'staging' order by s.slice_id
