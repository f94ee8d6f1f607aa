-- PostGIS has functions that read statistics and indexes of any table without asking for a right to it: the extent of the positions in it,
-- and how many lie where. The owner may go on using them, nobody else. Where PostGIS was installed by somebody else, a revoke by us is
-- but a warning: then that owner has to say the same.
do $$
declare peeking record;
begin
  for peeking in
    select p.oid::regprocedure as name from pg_proc p
    where p.proname in ('st_estimatedextent', 'st_findextent', '_postgis_stats', '_postgis_selectivity', '_postgis_join_selectivity', '_postgis_index_extent', 'postgis_index_extent')
  loop
    execute format('revoke execute on function %s from public', peeking.name);
  end loop;
end $$;
