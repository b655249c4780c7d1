-- One announcement, from draft to the public.

create table incidents (
  id uuid primary key default gen_random_uuid(),
  title jsonb not null,
  drill boolean not null default false,
  opened_by uuid not null references people (id),
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  unique (id, drill)
);

create table counters (
  series text primary key,
  value int not null check (value >= 0)
);

create table announcements (
  id uuid primary key default gen_random_uuid(),
  kind text not null
    check (kind in ('holding', 'announcement', 'denial', 'correction', 'withdrawal', 'all_clear', 'news')),
  severity text not null check (severity in ('life_safety', 'crisis', 'routine')),
  drill boolean not null,
  status text not null
    check (status in ('draft', 'in_review', 'awaiting_sign_off', 'signed_off', 'released',
                      'superseded', 'withdrawn', 'expired', 'refused', 'abandoned')),
  sequence int not null check (sequence >= 1),
  author uuid not null references people (id),
  agency text not null references agencies (slug),
  incident_id uuid,
  last_version int not null default 0,
  -- The version in flight or released; null in draft.
  version int,
  number_series text,
  number int,
  released_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (id, drill),
  unique (number_series, number),
  foreign key (incident_id, drill) references incidents (id, drill),
  check ((number is null) = (released_at is null)),
  check ((number is null) = (number_series is null)),
  check (status not in ('released', 'superseded', 'withdrawn', 'expired') or released_at is not null),
  check (released_at is null or version is not null)
);
create index announcements_public on announcements (released_at desc) where released_at is not null and not drill;
create index announcements_open on announcements (status, updated_at desc);

create function refuse_drill_change() returns trigger language plpgsql as $$
begin
  if new.drill <> old.drill or new.id <> old.id then
    raise exception 'the drill flag never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger announcements_drill_fixed before update on announcements for each row execute function refuse_drill_change();

create table announcement_events (
  announcement_id uuid not null references announcements (id) deferrable initially deferred,
  sequence int not null check (sequence >= 1),
  type text not null,
  event jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  act_id uuid,
  at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (announcement_id, sequence)
);
create trigger announcement_events_append_only before update or delete on announcement_events
  for each row execute function refuse_change();
create trigger announcement_events_never_truncated before truncate on announcement_events execute function refuse_change();

create table drafts (
  announcement_id uuid primary key references announcements (id),
  revision int not null check (revision >= 1),
  content jsonb not null,
  changed_by uuid not null references people (id),
  changed_at timestamptz not null default now()
);

-- Everyone whose change is in the draft; a version captures them.
create table draft_contributors (
  announcement_id uuid not null references announcements (id),
  person_id uuid not null references people (id),
  first_revision int not null,
  last_revision int not null,
  primary key (announcement_id, person_id)
);

create table versions (
  announcement_id uuid not null references announcements (id),
  number int not null check (number >= 1),
  content jsonb not null,
  manifest text not null,
  manifest_sha256 text not null check (manifest_sha256 ~ '^[0-9a-f]{64}$'),
  policy_id text not null,
  policy_version int not null,
  draft_revision int not null,
  submitted_by uuid not null references people (id),
  act_id uuid not null unique,
  created_at timestamptz not null default now(),
  primary key (announcement_id, number),
  unique (announcement_id, number, manifest_sha256),
  foreign key (policy_id, policy_version) references policies (id, version)
);
create trigger versions_never_change before update or delete on versions for each row execute function refuse_change();

create table version_contributors (
  announcement_id uuid not null,
  version int not null,
  person_id uuid not null references people (id),
  primary key (announcement_id, version, person_id),
  foreign key (announcement_id, version) references versions (announcement_id, number)
);

create table renderings (
  announcement_id uuid not null,
  version int not null,
  block text not null check (block in ('text', 'withdrawal')),
  channel text not null,
  language text not null check (language in ('fa', 'en', 'all')),
  parts jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (announcement_id, version, block, channel, language),
  foreign key (announcement_id, version) references versions (announcement_id, number)
);
create trigger renderings_never_change before update or delete on renderings for each row execute function refuse_change();

-- Filled at the release commit; `recipient.*` stays open. What the public sees and what is sent comes from here alone.
create table released_renderings (
  announcement_id uuid not null,
  version int not null,
  block text not null check (block in ('text', 'withdrawal')),
  channel text not null,
  language text not null check (language in ('fa', 'en', 'all')),
  parts jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  released_at timestamptz not null,
  primary key (announcement_id, channel, language),
  foreign key (announcement_id, version, block, channel, language)
    references renderings (announcement_id, version, block, channel, language)
);
create trigger released_renderings_never_change before update or delete on released_renderings
  for each row execute function refuse_change();

create table cap_messages (
  identifier text primary key check (identifier like 'urn:uuid:%'),
  announcement_id uuid not null unique references announcements (id),
  sender text not null,
  sent text not null,
  message_type text not null check (message_type in ('Alert', 'Update', 'Cancel')),
  expires_at timestamptz not null
);

-- An act is recorded here first, then decided by the workflow under the same id.
create table acts (
  id uuid primary key,
  position bigint generated always as identity unique,
  announcement_id uuid not null references announcements (id),
  type text not null,
  act jsonb not null,
  by_person uuid references people (id),
  reason text,
  status text not null default 'recorded' check (status in ('recorded', 'applied', 'void')),
  void_because jsonb,
  at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  check ((status = 'recorded') = (settled_at is null)),
  check ((status = 'void') = (void_because is not null))
);
create index acts_waiting on acts (announcement_id, position) where status = 'recorded';
create index acts_of_announcement on acts (announcement_id, position);
-- One submission under way at a time.
create unique index acts_one_submission on acts (announcement_id) where status = 'recorded' and type = 'submit';

create table requests (
  id uuid primary key default gen_random_uuid(),
  announcement_id uuid not null,
  version int not null,
  seat text not null references agencies (slug),
  opened_at timestamptz not null,
  closed_at timestamptz,
  unique (announcement_id, version, seat),
  foreign key (announcement_id, version) references versions (announcement_id, number)
);

-- One person asked to fill one seat (`seat` set) or to sign (`seat` null). The link and the code bind to this row.
create table invitations (
  id uuid primary key default gen_random_uuid(),
  announcement_id uuid not null,
  version int not null,
  seat text,
  post text,
  person_id uuid not null references people (id),
  generation int not null,
  link_generation int not null default 1,
  token_sha256 bytea unique,
  code_generation int not null default 1,
  code_hmac bytea,
  wrong_tries int not null default 0 check (wrong_tries between 0 and 5),
  codes_sent int not null default 0 check (codes_sent between 0 and 3),
  asked_at timestamptz not null,
  mailed_at timestamptz,
  ended_at timestamptz,
  ended_because text check (ended_because in ('used', 'revoked_by_new_version', 'taken_back', 'closed', 'seat_filled', 'person_left')),
  foreign key (announcement_id, version) references versions (announcement_id, number),
  check ((seat is null) <> (post is null)),
  check ((ended_at is null) = (ended_because is null))
);
create unique index invitations_once on invitations (announcement_id, version, coalesce(seat, ''), person_id, generation);
create index invitations_of_person on invitations (person_id) where ended_at is null;

create table link_fetches (
  id bigint generated always as identity primary key,
  invitation_id uuid not null references invitations (id),
  at timestamptz not null default clock_timestamp(),
  method text not null,
  user_agent text
);
create index link_fetches_of_invitation on link_fetches (invitation_id);

create table decisions (
  id uuid primary key references acts (id),
  announcement_id uuid not null,
  version int not null,
  stage text not null check (stage in ('review', 'sign_off')),
  seat text,
  person_id uuid not null references people (id),
  decision text not null,
  note text,
  assurance text not null check (assurance in ('code', 'session', 'passkey', 'token', 'witnessed')),
  manifest_sha256 text not null,
  invitation_id uuid references invitations (id),
  status text not null default 'recorded' check (status in ('recorded', 'applied', 'void')),
  retracted_at timestamptz,
  at timestamptz not null default clock_timestamp(),
  counts boolean not null generated always as (status in ('recorded', 'applied') and retracted_at is null) stored,
  -- The hash it names is that version's own: an approval of one version can never stand for another.
  foreign key (announcement_id, version, manifest_sha256) references versions (announcement_id, number, manifest_sha256),
  foreign key (announcement_id, version, seat) references requests (announcement_id, version, seat),
  check ((stage = 'review') = (seat is not null)),
  check (stage <> 'review' or decision in ('approve', 'request_changes', 'reject')),
  check (stage <> 'sign_off' or decision in ('sign', 'return', 'refuse', 'override')),
  check (decision not in ('request_changes', 'reject', 'return', 'refuse', 'override') or coalesce(length(btrim(note)), 0) > 0),
  check (stage <> 'sign_off' or assurance <> 'code')
);
create unique index decisions_one_a_request on decisions (announcement_id, version, seat) where counts and stage = 'review';
create unique index decisions_one_a_person on decisions (announcement_id, version, person_id) where counts;
create unique index decisions_one_sign_off on decisions (announcement_id, version) where counts and stage = 'sign_off';

-- A contributor never decides, whatever code forgot to ask.
create function refuse_contributor() returns trigger language plpgsql as $$
begin
  if exists (select 1 from version_contributors c
             where c.announcement_id = new.announcement_id and c.version = new.version and c.person_id = new.person_id) then
    raise exception 'a contributor may not decide' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger decisions_by_others before insert on decisions for each row execute function refuse_contributor();

create table replacements (
  replacement_id uuid not null,
  target_id uuid not null,
  drill boolean not null,
  effect text not null check (effect in ('superseded', 'withdrawn')),
  activated_at timestamptz,
  primary key (replacement_id, target_id),
  foreign key (replacement_id, drill) references announcements (id, drill),
  foreign key (target_id, drill) references announcements (id, drill),
  check (replacement_id <> target_id)
);
create unique index replacements_one_active on replacements (target_id) where activated_at is not null;
