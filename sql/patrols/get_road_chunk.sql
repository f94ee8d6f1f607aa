-- One chunk of a graph of roads. $1 graph_id text, $2 part text, $3 chunk_no int. Returns bytes. Index: primary key.
select bytes from road_chunks where graph_id = $1::uuid and part = $2 and chunk_no = $3
