-- One site. $1 site_id uuid. Returns site as told_site tells it.
select told_site(s) as site from road_sites s where site_id = $1
