-- Entries that whoever asks may read, those changed last first, at most 500. Index: priorities_by_team. Returns entry as told_priority tells it, without its
-- long texts.
select told_priority(p) - array['asked', 'willDo', 'outcome', 'evidence', 'begins', 'ends'] as entry from priorities p order by changed_at desc, priority_id limit 500
