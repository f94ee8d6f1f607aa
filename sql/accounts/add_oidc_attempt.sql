-- Keeps what a sign-in at the provider must come back with, and sweeps those that never came back. $1 browser_hash bytea, $2 state text,
-- $3 nonce text, $4 code_verifier text, $5 minutes int that it is good for. Relies on the index by end.
with swept as (delete from oidc_attempts where expires_at <= now())
insert into oidc_attempts (browser_hash, state, nonce, code_verifier, expires_at) values ($1, $2, $3, $4, now() + make_interval(mins => $5))
