-- Gives an account another role. $1 account_id int, $2 role text.
update accounts set role = $2 where account_id = $1
