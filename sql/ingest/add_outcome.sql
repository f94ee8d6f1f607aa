-- Finds or adds an outcome. $1 name. Returns outcome_id.
with added as (insert into outcomes (name) values ($1) on conflict do nothing returning outcome_id)
select outcome_id from added union all select outcome_id from outcomes where name = $1 limit 1
