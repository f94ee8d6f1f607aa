-- Located collisions by month, each month one text: collisions divided by chr(30), as collision_texts has them and packed-collisions.ts reads them.
-- $1 first month date, $2 last month date, $3 area_id int or null (all). Returns packed text. By month; within it by reference. Indexes: slices_live,
-- collision_texts and spot_areas primary keys.
select string_agg(t.packed, chr(30) order by t.packed collate "C") as packed
from live_slices s join collision_texts t using (slice_id)
where s.month between $1 and $2 and ($3::int is null or t.spot_id in (select spot_id from spot_areas where area_id = $3))
group by s.month order by s.month
