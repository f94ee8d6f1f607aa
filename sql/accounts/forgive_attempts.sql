-- After a success: forgets all attempts for the name, and this one for the address, whose failures with other names stay.
-- $1 key text of the name, $2 attempt_ids bigint[] of this attempt.
delete from sign_in_attempts where key = $1 or attempt_id = any ($2::bigint[])
