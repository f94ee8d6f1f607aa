-- Removes a site, if it is still the version that was read; its history stays. $1 site_id uuid, $2 version int. Returns id, or no row.
delete from road_sites where site_id = $1 and version = $2 returning site_id as id
