-- Repeats of the months of an import and of the twelve after, whose victims may have been victims in them. $1 import_id int. Nothing where the import brought no incidents.
select total_repeats(min(month), (max(month) + interval '12 months')::date) from slices where import_id = $1 and feed = 'incidents' having count(*) > 0
