-- What is known of each area beside its records, written anew. Returns nothing.
select measure_areas()
