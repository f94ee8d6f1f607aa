-- Forces whose protected history an import changes, and from which month on. $1 import_id int, or null: all forces, from their first month.
-- Returns force, from date.
with new as (select feed, force, month, protected from slices where import_id = $1)
select n.force, min(n.month)::text as from
from new n
where n.protected or exists (select from slices old where old.live and old.protected and (old.feed, old.force, old.month) = (n.feed, n.force, n.month))
group by n.force
union all
select force, min(month)::text from slices where $1::int is null and live and protected group by force
