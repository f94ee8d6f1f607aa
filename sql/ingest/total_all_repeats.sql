-- Repeats of every live month, anew: what is known of positions has changed.
select total_repeats(min(month), max(month)) from slices where live and feed = 'incidents' having count(*) > 0
