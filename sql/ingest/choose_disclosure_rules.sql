-- Settles how counts are protected. $1 base int, taken at the first start alone; $2 months of delay int, or null to leave them.
-- Returns base, due, changed: whether the delay is another.
update disclosure_settings new
set base = case when new.base_chosen then new.base else $1 end, base_chosen = true, delay_months = coalesce($2::int, new.delay_months)
from (select delay_months from disclosure_settings) old
returning new.base, new.due, new.delay_months <> old.delay_months as changed
