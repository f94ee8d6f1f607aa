-- Lets one attempt at a time be counted for each key, in every process, until the transaction ends. $1 keys text[]; always in the same order, so that none waits in a circle.
select count(pg_advisory_xact_lock(hashtextextended(key, 12))) as locked
from (select key from unnest($1::text[]) as key order by key) ordered
