-- Removes attempts that no longer count. $1 span int, seconds in which they count. Index sign_in_attempts_at.
delete from sign_in_attempts where at <= now() - make_interval(secs => $1::int)
