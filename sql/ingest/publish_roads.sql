-- Makes the graph of an import the live one. $1 import_id int. The one before it must be off already (retire_roads): two can never be live.
update road_graphs set live = true where import_id = $1
