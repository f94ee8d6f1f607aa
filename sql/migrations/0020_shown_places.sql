-- Places as each reader may see them by name: licensed premises, town centres and schools are known to everybody, the rest to those signed in.

create view shown_places as select place_id, kind, name, geom, geom_m from places;

create view public_tier.shown_places as
select place_id, kind, name, geom, geom_m from public.places where kind in ('licensed-premises', 'town-centre', 'school');

-- As everywhere: what is made here is not for everybody.
revoke all on shown_places from public;
grant select on public_tier.shown_places to beatwise_public;
