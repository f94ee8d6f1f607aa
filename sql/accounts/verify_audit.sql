-- Checks a stretch of the chain from an entry known to be sound. $1 after bigint and $2 hash text (hex) of that entry (0 and 64 zeros: from the
-- beginning), $3 limit int. Returns one row: through int and hash text of the last sound entry, "wrongSeq" int and fault text of the first
-- wrong one (null: none; fault is missing, link, content, tail or known-entry), "more" boolean: entries are left to check. Relies on the primary key.
with stretch as (
  select seq, previous_hash, hash, audit_hash(e) as computed, lag(seq, 1, $1::bigint) over w as seq_before, lag(hash, 1, decode($2, 'hex')) over w as hash_before
  from (select * from audit_entries where seq > $1 order by seq limit $3) e
  window w as (order by seq)
),
first_wrong as (
  -- Where a number is missing, the missing one is the wrong one.
  select case when seq <> seq_before + 1 then seq_before + 1 else seq end as seq,
    case when seq <> seq_before + 1 then 'missing' when previous_hash <> hash_before then 'link' else 'content' end as fault
  from stretch where seq <> seq_before + 1 or previous_hash <> hash_before or hash <> computed
  order by seq limit 1
),
sound as (
  select seq, encode(hash, 'hex') as hash from stretch where seq < coalesce((select seq from first_wrong), 9223372036854775807)
  union all select $1, $2
  order by seq desc limit 1
),
ends as (
  select seq, encode(hash, 'hex') as hash, coalesce((select max(seq) from audit_entries), 0) as newest from audit_head
),
judged as (
  select s.seq as through, s.hash, f.seq as wrong_seq, e.newest > s.seq as more, case
    -- The entry from which this check goes on is no longer what it was.
    when $1 > 0 and not exists (select from audit_entries where seq = $1 and hash = decode($2, 'hex')) then 'known-entry'
    when f.fault is not null then f.fault
    -- The head names another entry as the newest: some were cut off, or slipped in.
    when s.seq >= e.newest and (e.seq, e.hash) is distinct from (s.seq, s.hash) then 'tail'
  end as fault
  from sound s cross join ends e left join first_wrong f on true
)
select through::int as through, hash, fault, more and fault is null as more,
  (case when fault = 'known-entry' then $1 when fault = 'tail' then through + 1 else wrong_seq end)::int as "wrongSeq"
from judged
