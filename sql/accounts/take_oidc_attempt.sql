-- Takes away what a sign-in at the provider must come back with, so that it is good for one return. $1 browser_hash bytea.
-- Returns state, nonce, "codeVerifier" and fresh boolean: it came back in time; no row for what was never begun or came back before.
delete from oidc_attempts where browser_hash = $1
returning state, nonce, code_verifier as "codeVerifier", expires_at > now() as fresh
