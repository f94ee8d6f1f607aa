-- What the whole study area is called: the loaded forces; with none, nothing. Returns name text or null.
select string_agg(name, ' and ' order by name) as name from areas where live and type = 'force'
