-- Removes graphs of roads that were replaced or never published, and their chunks.
delete from road_graphs g using imports i where i.import_id = g.import_id and not g.live and i.status <> 'staging'
