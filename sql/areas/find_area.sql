-- A loaded area by code. $1 code text. Where two kinds share a code (LSOAs of 2011 and 2021), the newer. Returns area_id, code, type, name.
select area_id, code, type, name from areas where live and code = $1 order by type = 'lsoa21' desc, type limit 1
