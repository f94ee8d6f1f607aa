-- Notes an attempt for each key. $1 keys text[]. Returns attempt_id bigint as text and key.
insert into sign_in_attempts (key) select unnest($1::text[]) returning attempt_id::text as "attemptId", key
