-- Which categories a theme draws on, as far as their records may be mapped. Returns theme, categories.
select theme, array_agg(distinct category) as categories from theme_kinds join kinds using (kind_id) where mapped group by theme order by theme
