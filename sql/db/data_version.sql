-- The version of everything that is live. Returns version text, unlike that of any other database.
select salt || '.' || version as version from data_version
