-- Classes of records. Returns class_id, themes (of which one is the category).
select class_id, themes from protected_classes order by class_id
