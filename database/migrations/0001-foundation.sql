-- The office, its people, its policies.

create table installation (
  only_row boolean primary key default true check (only_row),
  mode text not null check (mode in ('trial', 'live')),
  created_at timestamptz not null default now(),
  bootstrapped_at timestamptz
);

create table agencies (
  slug text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name jsonb not null,
  contact_phone text,
  spokesperson text,
  revision int not null default 1,
  created_at timestamptz not null default now(),
  closed_at timestamptz
);

create table people (
  id uuid primary key default gen_random_uuid(),
  email text not null check (email = lower(email) and length(email) <= 254),
  name jsonb not null,
  language text not null default 'fa' check (language in ('fa', 'en')),
  agency text references agencies (slug),
  duty text not null default 'officer' check (duty in ('manager', 'stand_in', 'officer')),
  roles text[] not null default '{}'
    check (roles <@ array['officer', 'reviewer', 'signatory', 'duty_officer', 'administrator', 'auditor']),
  posts text[] not null default '{}',
  stands_in_for text[] not null default '{}',
  revision int not null default 1,
  created_at timestamptz not null default now(),
  left_at timestamptz
);
create unique index people_email_once on people (email);

create table policies (
  id text not null,
  version int not null check (version > 0),
  body jsonb not null,
  source text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  created_by uuid references people (id),
  retired_at timestamptz,
  primary key (id, version)
);
create unique index policies_one_in_force on policies (id) where retired_at is null;

-- Sign-in. Only hashes of secrets are kept.

create table sessions (
  token_sha256 bytea primary key check (length(token_sha256) = 32),
  person_id uuid not null references people (id),
  assurance text not null check (assurance in ('session', 'passkey')),
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index sessions_of_person on sessions (person_id) where ended_at is null;

create table sign_in_attempts (
  id uuid primary key default gen_random_uuid(),
  person_id uuid references people (id),
  email text not null,
  token_sha256 bytea not null unique,
  code_hmac bytea not null,
  wrong_tries int not null default 0 check (wrong_tries between 0 and 5),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table api_tokens (
  id uuid primary key default gen_random_uuid(),
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  person_id uuid not null references people (id),
  scope text not null check (scope in ('read', 'write', 'decide')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  seen_at timestamptz
);

create table idempotency_keys (
  actor text not null,
  route text not null,
  key text not null check (length(key) between 1 and 200),
  body_sha256 bytea not null,
  status int,
  headers jsonb,
  body text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (actor, route, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Audit and outbox.

create table audit (
  position bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor uuid,
  actor_kind text not null check (actor_kind in ('person', 'system', 'cli', 'token')),
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  details jsonb not null default '{}'
);
create index audit_by_subject on audit (subject_kind, subject_id, position);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_append_only before update or delete on audit for each row execute function refuse_change();
create trigger audit_never_truncated before truncate on audit execute function refuse_change();

create table outbox (
  position bigint generated always as identity primary key,
  kind text not null check (kind in ('start_workflow', 'act', 'staff_mail')),
  -- Order is kept within a lane: one announcement, or one person's mail.
  lane text not null,
  key text not null,
  payload jsonb not null default '{}',
  created_at timestamptz not null default now(),
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  last_error text,
  done_at timestamptz,
  unique (kind, key)
);
create index outbox_open on outbox (lane, position) where done_at is null;

create table staff_mails (
  key text primary key,
  kind text not null,
  to_person uuid references people (id),
  announcement_id uuid,
  message_id text not null,
  state text not null default 'planned' check (state in ('planned', 'accepted', 'refused')),
  attempts int not null default 0,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  reply text
);
