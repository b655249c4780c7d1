-- Who receives it, and what became of each copy.

create table contact_lists (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name jsonb not null,
  -- A public bulletin carries one-click unsubscribe; a list of officials does not.
  bulletin boolean not null,
  revision int not null default 1,
  created_at timestamptz not null default now()
);

create table contacts (
  id uuid primary key default gen_random_uuid(),
  email text not null,
  -- Case and IDN folded; two spellings of one mailbox are one contact.
  email_key text not null unique,
  name text not null default '',
  organisation text not null default '',
  language text not null default 'fa' check (language in ('fa', 'en')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table contact_list_members (
  list_id uuid not null references contact_lists (id),
  contact_id uuid not null references contacts (id) on delete cascade,
  added_at timestamptz not null default now(),
  primary key (list_id, contact_id)
);
create index contact_list_members_of_contact on contact_list_members (contact_id);

create table unsubscribes (
  contact_id uuid primary key references contacts (id) on delete cascade,
  at timestamptz not null default now(),
  means text not null check (means in ('one_click', 'page', 'office'))
);

create table fan_outs (
  announcement_id uuid not null references announcements (id),
  channel text not null check (channel in ('email')),
  state text not null check (state in ('planned', 'running', 'stopped', 'cancelled', 'complete')),
  -- Rows of the audience, fixed when it was adopted; null before the release.
  snapshot int,
  fence bigint not null default 0,
  adopted_at timestamptz,
  finished_at timestamptz,
  primary key (announcement_id, channel)
);

create table stops (
  id uuid primary key default gen_random_uuid(),
  announcement_id uuid not null,
  channel text not null,
  by_person uuid not null references people (id),
  at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ended_by uuid references people (id),
  foreign key (announcement_id, channel) references fan_outs (announcement_id, channel)
);
create unique index stops_one_open on stops (announcement_id, channel) where ended_at is null;

create table holds (
  announcement_id uuid not null references announcements (id),
  -- The id the announcement's state knows it by: its act's, or its event's place.
  id text not null,
  reason text not null,
  by_person uuid references people (id),
  note text,
  at timestamptz not null default clock_timestamp(),
  freed_at timestamptz,
  freed_by uuid references people (id),
  primary key (announcement_id, id)
);

create table deliveries (
  announcement_id uuid not null,
  channel text not null,
  row_number int not null,
  contact_id uuid not null,
  address text not null,
  language text not null check (language in ('fa', 'en')),
  -- The recipient's slot values, frozen.
  recipient jsonb not null,
  state text not null default 'planned'
    check (state in ('planned', 'queued', 'leased', 'sending', 'accepted', 'refused', 'deferred', 'in_doubt', 'held', 'cancelled', 'expired')),
  fence bigint,
  leased_until timestamptz,
  attempts int not null default 0,
  doubts int not null default 0 check (doubts between 0 and 2),
  next_at timestamptz,
  finished_at timestamptz,
  reply text,
  primary key (announcement_id, channel, row_number),
  unique (announcement_id, channel, contact_id),
  foreign key (announcement_id, channel) references fan_outs (announcement_id, channel)
);
create index deliveries_open on deliveries (announcement_id, channel, state, next_at, row_number)
  where state in ('planned', 'queued', 'leased', 'sending', 'deferred', 'in_doubt');
