-- The trial's own mailbox: mails its SMTP server took in, the newest kept.

create table mailbox_messages (
  position bigint generated always as identity primary key,
  received_at timestamptz not null default clock_timestamp(),
  from_address text not null,
  -- Of the envelope, in lower case.
  to_addresses text[] not null,
  subject text not null,
  message_id text not null,
  raw bytea not null,
  size int not null generated always as (octet_length(raw)) stored
);
create index mailbox_messages_by_recipient on mailbox_messages using gin (to_addresses);
