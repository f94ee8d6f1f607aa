-- Removes sessions that are over. $1 idle int, minutes without a visit that end one.
delete from sessions where expires_at <= now() or seen_at <= now() - make_interval(mins => $1)
