-- Places to go on to: the districts of a force; in a district its neighbourhoods, else its wards, else its MSOAs. $1 area_id int. Returns code, name text, by name.
with own as (select area_id, type, code, outline from areas where live and area_id = $1),
found as (
  select a.code, a.name, case a.type when 'neighbourhood' then 1 when 'ward' then 2 when 'msoa21' then 3 else 0 end as rank
  from own o join areas a on a.live and a.in_study and case o.type when 'force' then a.type = 'district' when 'district' then a.type in ('neighbourhood', 'ward', 'msoa21') else false end
    and (o.type = 'force' or case when a.parent_code is not null then a.parent_code = o.code else st_covers(o.outline, st_pointonsurface(a.outline)) end)
)
select code, name from found where rank = (select min(rank) from found) order by name, code
