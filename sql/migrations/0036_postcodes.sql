-- Where postcodes are, as the Office for National Statistics publishes them: open data, which everybody may search. Only those of the study area are kept.

create table postcodes (
  postcode text collate "C" primary key check (postcode ~ '^[A-Z0-9]{5,7}$'), -- capitals, without its space
  lsoa21_code text, -- where the file names one
  geom geometry(Point, 4326) not null,
  import_id int not null references imports
);

create view public_tier.postcodes as select postcode, lsoa21_code, geom, import_id from public.postcodes;

-- Which areas hold a position is found among their pieces. Boundaries are open data as well.
create view public_tier.area_parts as
select p.part_id, p.area_id, p.type, p.geom from public.area_parts p join public.areas a using (area_id) where a.live;
create view public_tier.area_part_squares as select square, part_id from public.area_part_squares;

revoke all on postcodes from public;
grant select on public_tier.postcodes, public_tier.area_parts, public_tier.area_part_squares to beatwise_public;
