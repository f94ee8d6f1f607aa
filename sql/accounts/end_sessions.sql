-- Ends every session of an account. $1 account_id int.
delete from sessions where account_id = $1
