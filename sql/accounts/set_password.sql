-- Gives an account another password. $1 account_id int, $2 password_hash text, $3 must_change boolean.
update accounts set password_hash = $2, must_change = $3, password_changed_at = now() where account_id = $1
