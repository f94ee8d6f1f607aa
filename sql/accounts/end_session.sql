-- Ends one session. $1 session_hash bytea.
delete from sessions where session_hash = $1
