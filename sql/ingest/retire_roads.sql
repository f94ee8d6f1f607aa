-- Takes off the live graph of roads. Its chunks go with the next sweep.
update road_graphs set live = false where live
