-- Spot 0 stands for "no location".
insert into spots (spot_id, lng_e6, lat_e6, h3_r10, inside) overriding system value values (0, 0, 0, 0, false)
