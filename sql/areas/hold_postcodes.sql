-- Whether any postcodes are loaded. Returns held boolean.
select exists (select from postcodes) as held
