-- How many households and residents an area has is open data of the census: everybody may read it.

create or replace view public_tier.households as select import_id, area_code, vintage, households, residents from public.households;
