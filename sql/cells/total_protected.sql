-- Monthly totals of a theme in a district or force, of protected months alone. $1 theme text, $2 first month date, $3 last month date, $4 area_id int.
-- Returns month 'YYYY-MM', exact, shown (counts; what its hexagons add up to). Index: protected_atoms and protected_counts primary keys.
select to_char(month, 'YYYY-MM') as month, sum(exact)::int as exact, sum(shown)::int as shown
from district_totals
where theme = $1 and month between $2 and $3 and spot_id in (select spot_id from spot_areas where area_id = $4)
group by month
order by month
