-- How many visits a plan has, undone ones included. $1 plan_id uuid. Returns n int.
select count(*)::int as n from patrol_visits where plan_id = $1
