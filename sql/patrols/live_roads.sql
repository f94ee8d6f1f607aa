-- The graph of roads that is live. Returns graph_id text, "madeOn" 'YYYY-MM-DD'; no row where none is.
select graph_id::text, to_char(made_at at time zone 'Europe/London', 'YYYY-MM-DD') as "madeOn" from road_graphs where live
