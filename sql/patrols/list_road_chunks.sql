-- Which chunks a graph of roads has, in order. $1 graph_id text. Returns part text, chunk_no int, size int in bytes.
select part, chunk_no, octet_length(bytes) as size from road_chunks where graph_id = $1::uuid order by part, chunk_no
