-- Throws away every loaded row. The schema, the data version and the owner's preferences stay.
truncate imports, import_files, import_rejections, import_remarks, slices, areas, area_parts, area_part_squares, ruc_classes, lsoa_changes, households, deprivation, places, basemap_features,
  kinds, spots, spot_areas, outcomes, incidents, counts, slice_totals, protected_classes, protected_atoms, protected_counts, collision_totals, collision_texts, collisions, vehicles, casualties, response_totals, response_packs, responses, road_graphs, road_chunks restart identity
