-- Classes of records. Returns class_id, themes text[].
select class_id, themes from protected_classes order by class_id
