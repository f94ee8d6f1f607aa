-- Closes an account, or opens it again. $1 account_id int, $2 disabled boolean.
update accounts set disabled = $2 where account_id = $1
