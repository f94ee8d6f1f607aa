-- Removes a trial. $1 trial_id uuid. Returns id, or no row.
delete from patrol_trials where trial_id = $1 returning trial_id as id
