-- What is known of every live area of a kind beside its records. $1 type text. Returns area_id, code, name, households, residents (counts), "areaKm2", "ruralShare" (0 to 1), decile (1 the most deprived, mean). By code.
select a.area_id, a.code, a.name, f.households, f.residents, f.area_km2 as "areaKm2", f.rural_share as "ruralShare", f.decile
from areas a join area_facts f using (area_id) where a.live and a.in_study and a.type = $1 order by a.code
