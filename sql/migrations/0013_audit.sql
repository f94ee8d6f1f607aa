-- The audit trail: who signed in, read, exported and changed what. Entries are only ever added, and each carries the hash of the one
-- before it, so that a changed, removed or slipped-in entry is found. And what a sign-in at the force's own provider keeps meanwhile.

-- Roles belong to the whole server, so another database may have made them, or be making them now.
do $$
declare wanted text;
begin
  foreach wanted in array array['beatwise_auditor', 'beatwise_reviewer', 'beatwise_planner'] loop
    continue when exists (select from pg_roles where rolname = wanted);
    begin
      execute format('create role %I nologin', wanted);
    exception when duplicate_object or unique_violation then
      null;
    end;
  end loop;
end $$;

create table audit_entries (
  seq bigint primary key,
  at timestamptz not null,
  account_name text, -- null: nobody was signed in
  role text not null,
  act text not null,
  subject text,
  purpose text check (char_length(purpose) <= 200),
  detail jsonb not null check (jsonb_typeof(detail) = 'object'),
  previous_hash bytea not null,
  hash bytea not null
);
create index audit_entries_by_account on audit_entries (account_name, seq);

-- Where the chain ends: without it, cutting off the newest entries would leave a chain that is whole.
create table audit_head (
  only_row boolean primary key default true check (only_row),
  seq bigint not null,
  hash bytea not null,
  name_key text not null default gen_random_uuid()::text -- see audit_name_mark
);
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

-- What is hashed: a JSON array, in which nothing runs into its neighbour and absent differs from empty.
create function audit_text(entry audit_entries) returns text language sql stable
return jsonb_build_array(
  entry.seq, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), entry.account_name, entry.role, entry.act,
  entry.subject, entry.purpose, entry.detail, encode(entry.previous_hash, 'hex'))::text;

create function audit_hash(entry audit_entries) returns bytea language sql stable
return sha256(convert_to(audit_text(entry), 'UTF8'));

-- Number, time and hashes are given here, whoever inserts and whatever they wrote: no entry stands outside the chain.
-- The lock on the one row of the head lasts until the act commits, so two writers never continue from the same entry.
create function chain_audit_entry() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare head audit_head;
begin
  select * into strict head from audit_head for update;
  new.seq := head.seq + 1;
  new.at := clock_timestamp();
  new.previous_hash := head.hash;
  new.hash := audit_hash(new);
  update audit_head set seq = new.seq, hash = new.hash;
  return new;
end $$;

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'The audit trail is append-only: no % of %', lower(tg_op), tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger chain before insert on audit_entries for each row execute function chain_audit_entry();
create trigger keep before update or delete on audit_entries for each row execute function refuse_audit_change();
create trigger keep_all before truncate on audit_entries for each statement execute function refuse_audit_change();
-- The head moves only while an entry is chained, that is from within the trigger above.
create trigger keep before update on audit_head for each row when (pg_trigger_depth() = 0) execute function refuse_audit_change();
create trigger keep_one before insert or delete on audit_head for each row execute function refuse_audit_change();
create trigger keep_all before truncate on audit_head for each statement execute function refuse_audit_change();
-- Also for a session that calls itself a replica.
alter table audit_entries enable always trigger keep, enable always trigger keep_all;

-- The one way in for those who may add and not read. Waits at most five seconds for its turn.
create function append_audit(account_name text, role text, act text, subject text, purpose text, detail jsonb) returns bigint
language sql security definer set search_path = public, pg_temp set lock_timeout = '5s' as $$
  insert into audit_entries (account_name, role, act, subject, purpose, detail) values ($1, $2, $3, $4, $5, $6) returning seq
$$;

-- A name that no account has is often a password typed into the wrong field: only that the same was typed twice is kept.
create function audit_name_mark(name text) returns text language sql stable security definer set search_path = public, pg_temp
return (select 'unknown:' || left(encode(sha256(convert_to(name_key || name, 'UTF8')), 'hex'), 12) from audit_head);

revoke all on audit_entries, audit_head from public;
revoke execute on function append_audit, audit_name_mark from public;
grant execute on function append_audit, audit_name_mark to beatwise_auditor;
-- Plans are kept by a role of their own, and its acts leave their entries too.
grant execute on function append_audit to beatwise_planner;
grant select on audit_entries to beatwise_reviewer;
grant select (seq, hash) on audit_head to beatwise_reviewer;

-- Between leaving for the provider and coming back. The browser holds a secret of which this is the hash; a row is taken once.
create table oidc_attempts (
  browser_hash bytea primary key,
  state text not null,
  nonce text not null,
  code_verifier text not null,
  expires_at timestamptz not null
);
create index oidc_attempts_by_end on oidc_attempts (expires_at);
