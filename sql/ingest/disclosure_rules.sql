-- How counts are protected. Returns secret bytea, base int.
select secret, base from disclosure_settings
