-- One entry as who is signed in reads it. $1 priority_id uuid. Returns entry as told_priority tells it.
select told_priority(p) as entry from priorities p where p.priority_id = $1
