-- Every account, by name. Returns name text, role text, districts text[], disabled, mustChange, demonstration and elsewhere (signs in elsewhere) boolean, seen text or null: UTC minute of the last visit in a session that is still kept.
select name, role, disabled, must_change as "mustChange", demonstration, password_hash is null as elsewhere,
  array(select district_code from account_districts d where d.account_id = a.account_id order by district_code) as districts,
  (select to_char(max(seen_at) at time zone 'utc', 'YYYY-MM-DD HH24:MI') from sessions s where s.account_id = a.account_id) as seen
from accounts a order by name
