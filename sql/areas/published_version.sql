-- A number that grows whenever a published priority comes, changes or goes. Returns version text.
select version::text as version from public_tier.priorities_version
