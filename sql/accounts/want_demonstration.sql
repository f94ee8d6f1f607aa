-- Whether the demonstration sign-ins are still to be made: only demonstration data are loaded, and no account was ever made. Returns wanted boolean.
select exists (select from imports where status = 'published' and synthetic)
  and not exists (select from imports where status = 'published' and not synthetic)
  and not exists (select from accounts) as wanted
