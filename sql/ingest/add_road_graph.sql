-- Opens a graph of roads that nobody sees yet. $1 import_id int, $2 nodes int, $3 edges int. Returns graph_id.
insert into road_graphs (import_id, nodes, edges) values ($1, $2, $3) returning graph_id
