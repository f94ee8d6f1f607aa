-- Roads as a graph, for travel times: packed arrays of numbers, because it is only ever read as a whole. One is live at a time.
-- Parts, each the concatenation of its chunks, little endian: nodeLng, nodeLat (int32, millionths of a degree); edgeFrom, edgeTo (int32, numbers of nodes),
-- edgeCm (uint32, centimetres), edgeClass (uint8, place in the list of classes), edgeAccess (uint8, bits: 1 on foot, 2 and 4 by cycle along and against,
-- 8 and 16 by vehicle), edgeLimit (uint8, km/h, 0 unknown), edgeName (int32, number of a name, -1 none), edgeShape (uint32, where an edge's points
-- begin, one more than edges); shapeLng, shapeLat (int32); names (UTF-8, one a line).

create table road_graphs (
  graph_id uuid primary key default gen_random_uuid(), -- never the same again: by it a process knows whether the graph it has is the one that is live
  import_id int not null references imports,
  live boolean not null default false,
  nodes int not null,
  edges int not null,
  made_at timestamptz not null default now()
);
create unique index road_graphs_live on road_graphs (live) where live;
create index road_graphs_by_import on road_graphs (import_id);

create table road_chunks (
  graph_id uuid not null references road_graphs on delete cascade,
  part text not null,
  chunk_no int not null,
  bytes bytea not null,
  primary key (graph_id, part, chunk_no)
);
-- Numbers hardly get smaller, and trying costs time.
alter table road_chunks alter column bytes set storage external;

revoke all on road_graphs, road_chunks from public;
-- The page of sources tells that there is one.
create view public_tier.road_graphs as select import_id, live from public.road_graphs where live;
grant select on public_tier.road_graphs to beatwise_public;
