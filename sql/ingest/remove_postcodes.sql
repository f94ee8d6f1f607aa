-- Removes postcodes that have gone out of use. $1 postcode text[].
delete from postcodes where postcode = any($1::text[])
