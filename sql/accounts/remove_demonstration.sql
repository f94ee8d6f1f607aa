-- Removes the accounts of the demonstration, with their sessions.
delete from accounts where demonstration
