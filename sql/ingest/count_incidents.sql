-- Aggregates a staged slice of incidents. $1 slice_id.
insert into counts (slice_id, kind_id, night, spot_id, n)
select slice_id, kind_id, night, spot_id, count(*) from incidents where slice_id = $1 group by slice_id, kind_id, night, spot_id
