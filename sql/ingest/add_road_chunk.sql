-- Adds a piece of a part of a graph. $1 graph_id uuid, $2 part text, $3 chunk_no int, from 0, $4 bytes bytea.
insert into road_chunks (graph_id, part, chunk_no, bytes) values ($1, $2, $3, $4)
