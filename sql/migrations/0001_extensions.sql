create extension if not exists postgis;

-- The H3 cell at a coarser resolution that holds cell `h`: resolution bits replaced, finer digits set to 7 (unused).
-- Equal to h3-js cellToParent; plain bit arithmetic, so no extension is needed and the planner inlines it.
create function h3_parent(h bigint, res int) returns bigint
language sql immutable parallel safe
return (h & ~(15::bigint << 52)) | (res::bigint << 52) | ((1::bigint << (3 * (15 - res))) - 1);
