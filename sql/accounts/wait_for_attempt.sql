-- How long these keys must wait for their next attempt. $1 keys text[], $2 limits int[] of attempts for each key, $3 span int, seconds in which they count.
-- Returns waitS int, 0 when none has used up its limit. Index sign_in_attempts_key.
select coalesce(max(greatest(1, ceil(extract(epoch from full_at - now()) + $3::int))), 0)::int as "waitS"
from unnest($1::text[], $2::int[]) as k (key, most)
cross join lateral (
  select at as full_at from sign_in_attempts a
  where a.key = k.key and a.at > now() - make_interval(secs => $3::int)
  order by at desc offset k.most - 1 limit 1
) nth
