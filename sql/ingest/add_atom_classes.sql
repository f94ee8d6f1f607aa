-- Adds the classes that the kinds met so far can belong to.
insert into protected_classes (themes) select distinct themes from kind_classes order by themes on conflict do nothing
