-- Finds or adds a kind. $1 category, $2 subcategory, $3 domestic, $4 rural_flag. Returns kind_id.
with added as (
  insert into kinds (category, subcategory, domestic, rural_flag) values ($1, $2, $3, $4) on conflict do nothing returning kind_id
)
select kind_id from added
union all
select kind_id from kinds where (category, subcategory, domestic, rural_flag) = ($1, $2, $3, $4)
limit 1
