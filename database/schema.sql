CREATE TABLE acts (
  id uuid NOT NULL,
  "position" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  announcement_id uuid NOT NULL,
  type text NOT NULL,
  act jsonb NOT NULL,
  by_person uuid,
  reason text,
  status text DEFAULT 'recorded'::text NOT NULL,
  void_because jsonb,
  at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  settled_at timestamp with time zone,
  CONSTRAINT acts_pkey PRIMARY KEY (id),
  CONSTRAINT acts_check CHECK (((status = 'recorded'::text) = (settled_at IS NULL))),
  CONSTRAINT acts_check1 CHECK (((status = 'void'::text) = (void_because IS NOT NULL))),
  CONSTRAINT acts_status_check CHECK ((status = ANY (ARRAY['recorded'::text, 'applied'::text, 'void'::text]))),
  CONSTRAINT acts_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcements(id),
  CONSTRAINT acts_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id),
  CONSTRAINT acts_position_key UNIQUE ("position")
);

CREATE TABLE agencies (
  slug text NOT NULL,
  name jsonb NOT NULL,
  contact_phone text,
  spokesperson text,
  revision integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  closed_at timestamp with time zone,
  CONSTRAINT agencies_pkey PRIMARY KEY (slug),
  CONSTRAINT agencies_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

CREATE TABLE announcement_events (
  announcement_id uuid NOT NULL,
  sequence integer NOT NULL,
  type text NOT NULL,
  event jsonb NOT NULL,
  sha256 text NOT NULL,
  act_id uuid,
  at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT announcement_events_pkey PRIMARY KEY (announcement_id, sequence),
  CONSTRAINT announcement_events_sequence_check CHECK ((sequence >= 1)),
  CONSTRAINT announcement_events_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT announcement_events_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcements(id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE announcements (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  kind text NOT NULL,
  severity text NOT NULL,
  drill boolean NOT NULL,
  status text NOT NULL,
  sequence integer NOT NULL,
  author uuid NOT NULL,
  agency text NOT NULL,
  incident_id uuid,
  last_version integer DEFAULT 0 NOT NULL,
  version integer,
  number_series text,
  number integer,
  released_at timestamp with time zone,
  expires_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT announcements_pkey PRIMARY KEY (id),
  CONSTRAINT announcements_check CHECK (((number IS NULL) = (released_at IS NULL))),
  CONSTRAINT announcements_check1 CHECK (((number IS NULL) = (number_series IS NULL))),
  CONSTRAINT announcements_check2 CHECK (((status <> ALL (ARRAY['released'::text, 'superseded'::text, 'withdrawn'::text, 'expired'::text])) OR (released_at IS NOT NULL))),
  CONSTRAINT announcements_check3 CHECK (((released_at IS NULL) OR (version IS NOT NULL))),
  CONSTRAINT announcements_kind_check CHECK ((kind = ANY (ARRAY['holding'::text, 'announcement'::text, 'denial'::text, 'correction'::text, 'withdrawal'::text, 'all_clear'::text, 'news'::text]))),
  CONSTRAINT announcements_sequence_check CHECK ((sequence >= 1)),
  CONSTRAINT announcements_severity_check CHECK ((severity = ANY (ARRAY['life_safety'::text, 'crisis'::text, 'routine'::text]))),
  CONSTRAINT announcements_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'in_review'::text, 'awaiting_sign_off'::text, 'signed_off'::text, 'released'::text, 'superseded'::text, 'withdrawn'::text, 'expired'::text, 'refused'::text, 'abandoned'::text]))),
  CONSTRAINT announcements_agency_fkey FOREIGN KEY (agency) REFERENCES agencies(slug),
  CONSTRAINT announcements_author_fkey FOREIGN KEY (author) REFERENCES people(id),
  CONSTRAINT announcements_incident_id_drill_fkey FOREIGN KEY (incident_id, drill) REFERENCES incidents(id, drill),
  CONSTRAINT announcements_id_drill_key UNIQUE (id, drill),
  CONSTRAINT announcements_number_series_number_key UNIQUE (number_series, number)
);

CREATE TABLE api_tokens (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  token_sha256 bytea NOT NULL,
  person_id uuid NOT NULL,
  scope text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  seen_at timestamp with time zone,
  CONSTRAINT api_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT api_tokens_scope_check CHECK ((scope = ANY (ARRAY['read'::text, 'write'::text, 'decide'::text]))),
  CONSTRAINT api_tokens_token_sha256_check CHECK ((length(token_sha256) = 32)),
  CONSTRAINT api_tokens_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT api_tokens_token_sha256_key UNIQUE (token_sha256)
);

CREATE TABLE audit (
  "position" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  actor uuid,
  actor_kind text NOT NULL,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  details jsonb DEFAULT '{}'::jsonb NOT NULL,
  CONSTRAINT audit_pkey PRIMARY KEY ("position"),
  CONSTRAINT audit_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['person'::text, 'system'::text, 'cli'::text, 'token'::text])))
);

CREATE TABLE cap_messages (
  identifier text NOT NULL,
  announcement_id uuid NOT NULL,
  sender text NOT NULL,
  sent text NOT NULL,
  message_type text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT cap_messages_pkey PRIMARY KEY (identifier),
  CONSTRAINT cap_messages_identifier_check CHECK ((identifier ~~ 'urn:uuid:%'::text)),
  CONSTRAINT cap_messages_message_type_check CHECK ((message_type = ANY (ARRAY['Alert'::text, 'Update'::text, 'Cancel'::text]))),
  CONSTRAINT cap_messages_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcements(id),
  CONSTRAINT cap_messages_announcement_id_key UNIQUE (announcement_id)
);

CREATE TABLE contact_list_members (
  list_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  added_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT contact_list_members_pkey PRIMARY KEY (list_id, contact_id),
  CONSTRAINT contact_list_members_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id) ON DELETE CASCADE,
  CONSTRAINT contact_list_members_list_id_fkey FOREIGN KEY (list_id) REFERENCES contact_lists(id)
);

CREATE TABLE contact_lists (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  slug text NOT NULL,
  name jsonb NOT NULL,
  bulletin boolean NOT NULL,
  revision integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT contact_lists_pkey PRIMARY KEY (id),
  CONSTRAINT contact_lists_slug_check CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  CONSTRAINT contact_lists_slug_key UNIQUE (slug)
);

CREATE TABLE contacts (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  email text NOT NULL,
  email_key text NOT NULL,
  name text DEFAULT ''::text NOT NULL,
  organisation text DEFAULT ''::text NOT NULL,
  language text DEFAULT 'fa'::text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT contacts_pkey PRIMARY KEY (id),
  CONSTRAINT contacts_language_check CHECK ((language = ANY (ARRAY['fa'::text, 'en'::text]))),
  CONSTRAINT contacts_email_key_key UNIQUE (email_key)
);

CREATE TABLE counters (
  series text NOT NULL,
  value integer NOT NULL,
  CONSTRAINT counters_pkey PRIMARY KEY (series),
  CONSTRAINT counters_value_check CHECK ((value >= 0))
);

CREATE TABLE decisions (
  id uuid NOT NULL,
  announcement_id uuid NOT NULL,
  version integer NOT NULL,
  stage text NOT NULL,
  seat text,
  person_id uuid NOT NULL,
  decision text NOT NULL,
  note text,
  assurance text NOT NULL,
  manifest_sha256 text NOT NULL,
  invitation_id uuid,
  status text DEFAULT 'recorded'::text NOT NULL,
  retracted_at timestamp with time zone,
  at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  counts boolean GENERATED ALWAYS AS (((status = ANY (ARRAY['recorded'::text, 'applied'::text])) AND (retracted_at IS NULL))) STORED NOT NULL,
  CONSTRAINT decisions_pkey PRIMARY KEY (id),
  CONSTRAINT decisions_assurance_check CHECK ((assurance = ANY (ARRAY['code'::text, 'session'::text, 'passkey'::text, 'token'::text, 'witnessed'::text]))),
  CONSTRAINT decisions_check CHECK (((stage = 'review'::text) = (seat IS NOT NULL))),
  CONSTRAINT decisions_check1 CHECK (((stage <> 'review'::text) OR (decision = ANY (ARRAY['approve'::text, 'request_changes'::text, 'reject'::text])))),
  CONSTRAINT decisions_check2 CHECK (((stage <> 'sign_off'::text) OR (decision = ANY (ARRAY['sign'::text, 'return'::text, 'refuse'::text, 'override'::text])))),
  CONSTRAINT decisions_check3 CHECK (((decision <> ALL (ARRAY['request_changes'::text, 'reject'::text, 'return'::text, 'refuse'::text, 'override'::text])) OR (COALESCE(length(btrim(note)), 0) > 0))),
  CONSTRAINT decisions_check4 CHECK (((stage <> 'sign_off'::text) OR (assurance <> 'code'::text))),
  CONSTRAINT decisions_stage_check CHECK ((stage = ANY (ARRAY['review'::text, 'sign_off'::text]))),
  CONSTRAINT decisions_status_check CHECK ((status = ANY (ARRAY['recorded'::text, 'applied'::text, 'void'::text]))),
  CONSTRAINT decisions_announcement_id_version_manifest_sha256_fkey FOREIGN KEY (announcement_id, version, manifest_sha256) REFERENCES versions(announcement_id, number, manifest_sha256),
  CONSTRAINT decisions_announcement_id_version_seat_fkey FOREIGN KEY (announcement_id, version, seat) REFERENCES requests(announcement_id, version, seat),
  CONSTRAINT decisions_id_fkey FOREIGN KEY (id) REFERENCES acts(id),
  CONSTRAINT decisions_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES invitations(id),
  CONSTRAINT decisions_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);

CREATE TABLE deliveries (
  announcement_id uuid NOT NULL,
  channel text NOT NULL,
  row_number integer NOT NULL,
  contact_id uuid NOT NULL,
  address text NOT NULL,
  language text NOT NULL,
  recipient jsonb NOT NULL,
  state text DEFAULT 'planned'::text NOT NULL,
  fence bigint,
  leased_until timestamp with time zone,
  attempts integer DEFAULT 0 NOT NULL,
  doubts integer DEFAULT 0 NOT NULL,
  next_at timestamp with time zone,
  finished_at timestamp with time zone,
  reply text,
  CONSTRAINT deliveries_pkey PRIMARY KEY (announcement_id, channel, row_number),
  CONSTRAINT deliveries_doubts_check CHECK (((doubts >= 0) AND (doubts <= 2))),
  CONSTRAINT deliveries_language_check CHECK ((language = ANY (ARRAY['fa'::text, 'en'::text]))),
  CONSTRAINT deliveries_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'queued'::text, 'leased'::text, 'sending'::text, 'accepted'::text, 'refused'::text, 'deferred'::text, 'in_doubt'::text, 'held'::text, 'cancelled'::text, 'expired'::text]))),
  CONSTRAINT deliveries_announcement_id_channel_fkey FOREIGN KEY (announcement_id, channel) REFERENCES fan_outs(announcement_id, channel),
  CONSTRAINT deliveries_announcement_id_channel_contact_id_key UNIQUE (announcement_id, channel, contact_id)
);

CREATE TABLE draft_contributors (
  announcement_id uuid NOT NULL,
  person_id uuid NOT NULL,
  first_revision integer NOT NULL,
  last_revision integer NOT NULL,
  CONSTRAINT draft_contributors_pkey PRIMARY KEY (announcement_id, person_id),
  CONSTRAINT draft_contributors_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcements(id),
  CONSTRAINT draft_contributors_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);

CREATE TABLE drafts (
  announcement_id uuid NOT NULL,
  revision integer NOT NULL,
  content jsonb NOT NULL,
  changed_by uuid NOT NULL,
  changed_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT drafts_pkey PRIMARY KEY (announcement_id),
  CONSTRAINT drafts_revision_check CHECK ((revision >= 1)),
  CONSTRAINT drafts_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcements(id),
  CONSTRAINT drafts_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES people(id)
);

CREATE TABLE fan_outs (
  announcement_id uuid NOT NULL,
  channel text NOT NULL,
  state text NOT NULL,
  snapshot integer,
  fence bigint DEFAULT 0 NOT NULL,
  adopted_at timestamp with time zone,
  finished_at timestamp with time zone,
  CONSTRAINT fan_outs_pkey PRIMARY KEY (announcement_id, channel),
  CONSTRAINT fan_outs_channel_check CHECK ((channel = 'email'::text)),
  CONSTRAINT fan_outs_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'running'::text, 'stopped'::text, 'cancelled'::text, 'complete'::text]))),
  CONSTRAINT fan_outs_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcements(id)
);

CREATE TABLE holds (
  announcement_id uuid NOT NULL,
  id text NOT NULL,
  reason text NOT NULL,
  by_person uuid,
  note text,
  at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  freed_at timestamp with time zone,
  freed_by uuid,
  CONSTRAINT holds_pkey PRIMARY KEY (announcement_id, id),
  CONSTRAINT holds_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcements(id),
  CONSTRAINT holds_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id),
  CONSTRAINT holds_freed_by_fkey FOREIGN KEY (freed_by) REFERENCES people(id)
);

CREATE TABLE idempotency_keys (
  actor text NOT NULL,
  route text NOT NULL,
  key text NOT NULL,
  body_sha256 bytea NOT NULL,
  status integer,
  headers jsonb,
  body text,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  finished_at timestamp with time zone,
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (actor, route, key),
  CONSTRAINT idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200)))
);

CREATE TABLE incidents (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  title jsonb NOT NULL,
  drill boolean DEFAULT false NOT NULL,
  opened_by uuid NOT NULL,
  opened_at timestamp with time zone DEFAULT now() NOT NULL,
  closed_at timestamp with time zone,
  CONSTRAINT incidents_pkey PRIMARY KEY (id),
  CONSTRAINT incidents_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES people(id),
  CONSTRAINT incidents_id_drill_key UNIQUE (id, drill)
);

CREATE TABLE installation (
  only_row boolean DEFAULT true NOT NULL,
  mode text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  bootstrapped_at timestamp with time zone,
  CONSTRAINT installation_pkey PRIMARY KEY (only_row),
  CONSTRAINT installation_mode_check CHECK ((mode = ANY (ARRAY['trial'::text, 'live'::text]))),
  CONSTRAINT installation_only_row_check CHECK (only_row)
);

CREATE TABLE invitations (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  announcement_id uuid NOT NULL,
  version integer NOT NULL,
  seat text,
  post text,
  person_id uuid NOT NULL,
  generation integer NOT NULL,
  link_generation integer DEFAULT 1 NOT NULL,
  token_sha256 bytea,
  code_generation integer DEFAULT 1 NOT NULL,
  code_hmac bytea,
  wrong_tries integer DEFAULT 0 NOT NULL,
  codes_sent integer DEFAULT 0 NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  mailed_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_because text,
  CONSTRAINT invitations_pkey PRIMARY KEY (id),
  CONSTRAINT invitations_check CHECK (((seat IS NULL) <> (post IS NULL))),
  CONSTRAINT invitations_check1 CHECK (((ended_at IS NULL) = (ended_because IS NULL))),
  CONSTRAINT invitations_codes_sent_check CHECK (((codes_sent >= 0) AND (codes_sent <= 3))),
  CONSTRAINT invitations_ended_because_check CHECK ((ended_because = ANY (ARRAY['used'::text, 'revoked_by_new_version'::text, 'taken_back'::text, 'closed'::text, 'seat_filled'::text, 'person_left'::text]))),
  CONSTRAINT invitations_wrong_tries_check CHECK (((wrong_tries >= 0) AND (wrong_tries <= 5))),
  CONSTRAINT invitations_announcement_id_version_fkey FOREIGN KEY (announcement_id, version) REFERENCES versions(announcement_id, number),
  CONSTRAINT invitations_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT invitations_token_sha256_key UNIQUE (token_sha256)
);

CREATE TABLE link_fetches (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  invitation_id uuid NOT NULL,
  at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  method text NOT NULL,
  user_agent text,
  CONSTRAINT link_fetches_pkey PRIMARY KEY (id),
  CONSTRAINT link_fetches_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES invitations(id)
);

CREATE TABLE mailbox_messages (
  "position" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  received_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  from_address text NOT NULL,
  to_addresses text[] NOT NULL,
  subject text NOT NULL,
  message_id text NOT NULL,
  raw bytea NOT NULL,
  size integer GENERATED ALWAYS AS (octet_length(raw)) STORED NOT NULL,
  CONSTRAINT mailbox_messages_pkey PRIMARY KEY ("position")
);

CREATE TABLE outbox (
  "position" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kind text NOT NULL,
  lane text NOT NULL,
  key text NOT NULL,
  payload jsonb DEFAULT '{}'::jsonb NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  next_at timestamp with time zone DEFAULT now() NOT NULL,
  last_error text,
  done_at timestamp with time zone,
  CONSTRAINT outbox_pkey PRIMARY KEY ("position"),
  CONSTRAINT outbox_kind_check CHECK ((kind = ANY (ARRAY['start_workflow'::text, 'act'::text, 'staff_mail'::text]))),
  CONSTRAINT outbox_kind_key_key UNIQUE (kind, key)
);

CREATE TABLE people (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  email text NOT NULL,
  name jsonb NOT NULL,
  language text DEFAULT 'fa'::text NOT NULL,
  agency text,
  duty text DEFAULT 'officer'::text NOT NULL,
  roles text[] DEFAULT '{}'::text[] NOT NULL,
  posts text[] DEFAULT '{}'::text[] NOT NULL,
  stands_in_for text[] DEFAULT '{}'::text[] NOT NULL,
  revision integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  left_at timestamp with time zone,
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_duty_check CHECK ((duty = ANY (ARRAY['manager'::text, 'stand_in'::text, 'officer'::text]))),
  CONSTRAINT people_email_check CHECK (((email = lower(email)) AND (length(email) <= 254))),
  CONSTRAINT people_language_check CHECK ((language = ANY (ARRAY['fa'::text, 'en'::text]))),
  CONSTRAINT people_roles_check CHECK ((roles <@ ARRAY['officer'::text, 'reviewer'::text, 'signatory'::text, 'duty_officer'::text, 'administrator'::text, 'auditor'::text])),
  CONSTRAINT people_agency_fkey FOREIGN KEY (agency) REFERENCES agencies(slug)
);

CREATE TABLE policies (
  id text NOT NULL,
  version integer NOT NULL,
  body jsonb NOT NULL,
  source text NOT NULL,
  sha256 text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  created_by uuid,
  retired_at timestamp with time zone,
  CONSTRAINT policies_pkey PRIMARY KEY (id, version),
  CONSTRAINT policies_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT policies_version_check CHECK ((version > 0)),
  CONSTRAINT policies_created_by_fkey FOREIGN KEY (created_by) REFERENCES people(id)
);

CREATE TABLE released_renderings (
  announcement_id uuid NOT NULL,
  version integer NOT NULL,
  block text NOT NULL,
  channel text NOT NULL,
  language text NOT NULL,
  parts jsonb NOT NULL,
  sha256 text NOT NULL,
  released_at timestamp with time zone NOT NULL,
  CONSTRAINT released_renderings_pkey PRIMARY KEY (announcement_id, channel, language),
  CONSTRAINT released_renderings_block_check CHECK ((block = ANY (ARRAY['text'::text, 'withdrawal'::text]))),
  CONSTRAINT released_renderings_language_check CHECK ((language = ANY (ARRAY['fa'::text, 'en'::text, 'all'::text]))),
  CONSTRAINT released_renderings_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT released_renderings_announcement_id_version_block_channel__fkey FOREIGN KEY (announcement_id, version, block, channel, language) REFERENCES renderings(announcement_id, version, block, channel, language)
);

CREATE TABLE renderings (
  announcement_id uuid NOT NULL,
  version integer NOT NULL,
  block text NOT NULL,
  channel text NOT NULL,
  language text NOT NULL,
  parts jsonb NOT NULL,
  sha256 text NOT NULL,
  CONSTRAINT renderings_pkey PRIMARY KEY (announcement_id, version, block, channel, language),
  CONSTRAINT renderings_block_check CHECK ((block = ANY (ARRAY['text'::text, 'withdrawal'::text]))),
  CONSTRAINT renderings_language_check CHECK ((language = ANY (ARRAY['fa'::text, 'en'::text, 'all'::text]))),
  CONSTRAINT renderings_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT renderings_announcement_id_version_fkey FOREIGN KEY (announcement_id, version) REFERENCES versions(announcement_id, number)
);

CREATE TABLE replacements (
  replacement_id uuid NOT NULL,
  target_id uuid NOT NULL,
  drill boolean NOT NULL,
  effect text NOT NULL,
  activated_at timestamp with time zone,
  CONSTRAINT replacements_pkey PRIMARY KEY (replacement_id, target_id),
  CONSTRAINT replacements_check CHECK ((replacement_id <> target_id)),
  CONSTRAINT replacements_effect_check CHECK ((effect = ANY (ARRAY['superseded'::text, 'withdrawn'::text]))),
  CONSTRAINT replacements_replacement_id_drill_fkey FOREIGN KEY (replacement_id, drill) REFERENCES announcements(id, drill),
  CONSTRAINT replacements_target_id_drill_fkey FOREIGN KEY (target_id, drill) REFERENCES announcements(id, drill)
);

CREATE TABLE requests (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  announcement_id uuid NOT NULL,
  version integer NOT NULL,
  seat text NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  CONSTRAINT requests_pkey PRIMARY KEY (id),
  CONSTRAINT requests_announcement_id_version_fkey FOREIGN KEY (announcement_id, version) REFERENCES versions(announcement_id, number),
  CONSTRAINT requests_seat_fkey FOREIGN KEY (seat) REFERENCES agencies(slug),
  CONSTRAINT requests_announcement_id_version_seat_key UNIQUE (announcement_id, version, seat)
);

CREATE TABLE schema_migrations (
  version integer NOT NULL,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (version)
);

CREATE TABLE sessions (
  token_sha256 bytea NOT NULL,
  person_id uuid NOT NULL,
  assurance text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  seen_at timestamp with time zone DEFAULT now() NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT sessions_pkey PRIMARY KEY (token_sha256),
  CONSTRAINT sessions_assurance_check CHECK ((assurance = ANY (ARRAY['session'::text, 'passkey'::text]))),
  CONSTRAINT sessions_token_sha256_check CHECK ((length(token_sha256) = 32)),
  CONSTRAINT sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);

CREATE TABLE sign_in_attempts (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  person_id uuid,
  email text NOT NULL,
  token_sha256 bytea NOT NULL,
  code_hmac bytea NOT NULL,
  wrong_tries integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT sign_in_attempts_pkey PRIMARY KEY (id),
  CONSTRAINT sign_in_attempts_wrong_tries_check CHECK (((wrong_tries >= 0) AND (wrong_tries <= 5))),
  CONSTRAINT sign_in_attempts_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  CONSTRAINT sign_in_attempts_token_sha256_key UNIQUE (token_sha256)
);

CREATE TABLE staff_mails (
  key text NOT NULL,
  kind text NOT NULL,
  to_person uuid,
  announcement_id uuid,
  message_id text NOT NULL,
  state text DEFAULT 'planned'::text NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  finished_at timestamp with time zone,
  reply text,
  CONSTRAINT staff_mails_pkey PRIMARY KEY (key),
  CONSTRAINT staff_mails_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'accepted'::text, 'refused'::text]))),
  CONSTRAINT staff_mails_to_person_fkey FOREIGN KEY (to_person) REFERENCES people(id)
);

CREATE TABLE stops (
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  announcement_id uuid NOT NULL,
  channel text NOT NULL,
  by_person uuid NOT NULL,
  at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  ended_at timestamp with time zone,
  ended_by uuid,
  CONSTRAINT stops_pkey PRIMARY KEY (id),
  CONSTRAINT stops_announcement_id_channel_fkey FOREIGN KEY (announcement_id, channel) REFERENCES fan_outs(announcement_id, channel),
  CONSTRAINT stops_by_person_fkey FOREIGN KEY (by_person) REFERENCES people(id),
  CONSTRAINT stops_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES people(id)
);

CREATE TABLE unsubscribes (
  contact_id uuid NOT NULL,
  at timestamp with time zone DEFAULT now() NOT NULL,
  means text NOT NULL,
  CONSTRAINT unsubscribes_pkey PRIMARY KEY (contact_id),
  CONSTRAINT unsubscribes_means_check CHECK ((means = ANY (ARRAY['one_click'::text, 'page'::text, 'office'::text]))),
  CONSTRAINT unsubscribes_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id) ON DELETE CASCADE
);

CREATE TABLE version_contributors (
  announcement_id uuid NOT NULL,
  version integer NOT NULL,
  person_id uuid NOT NULL,
  CONSTRAINT version_contributors_pkey PRIMARY KEY (announcement_id, version, person_id),
  CONSTRAINT version_contributors_announcement_id_version_fkey FOREIGN KEY (announcement_id, version) REFERENCES versions(announcement_id, number),
  CONSTRAINT version_contributors_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
);

CREATE TABLE versions (
  announcement_id uuid NOT NULL,
  number integer NOT NULL,
  content jsonb NOT NULL,
  manifest text NOT NULL,
  manifest_sha256 text NOT NULL,
  policy_id text NOT NULL,
  policy_version integer NOT NULL,
  draft_revision integer NOT NULL,
  submitted_by uuid NOT NULL,
  act_id uuid NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT versions_pkey PRIMARY KEY (announcement_id, number),
  CONSTRAINT versions_manifest_sha256_check CHECK ((manifest_sha256 ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT versions_number_check CHECK ((number >= 1)),
  CONSTRAINT versions_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcements(id),
  CONSTRAINT versions_policy_id_policy_version_fkey FOREIGN KEY (policy_id, policy_version) REFERENCES policies(id, version),
  CONSTRAINT versions_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES people(id),
  CONSTRAINT versions_act_id_key UNIQUE (act_id),
  CONSTRAINT versions_announcement_id_number_manifest_sha256_key UNIQUE (announcement_id, number, manifest_sha256)
);

CREATE INDEX acts_of_announcement ON acts USING btree (announcement_id, "position");

CREATE UNIQUE INDEX acts_one_submission ON acts USING btree (announcement_id) WHERE ((status = 'recorded'::text) AND (type = 'submit'::text));

CREATE INDEX acts_waiting ON acts USING btree (announcement_id, "position") WHERE (status = 'recorded'::text);

CREATE INDEX announcements_open ON announcements USING btree (status, updated_at DESC);

CREATE INDEX announcements_public ON announcements USING btree (released_at DESC) WHERE ((released_at IS NOT NULL) AND (NOT drill));

CREATE INDEX audit_by_subject ON audit USING btree (subject_kind, subject_id, "position");

CREATE INDEX contact_list_members_of_contact ON contact_list_members USING btree (contact_id);

CREATE UNIQUE INDEX decisions_one_a_person ON decisions USING btree (announcement_id, version, person_id) WHERE counts;

CREATE UNIQUE INDEX decisions_one_a_request ON decisions USING btree (announcement_id, version, seat) WHERE (counts AND (stage = 'review'::text));

CREATE UNIQUE INDEX decisions_one_sign_off ON decisions USING btree (announcement_id, version) WHERE (counts AND (stage = 'sign_off'::text));

CREATE INDEX deliveries_open ON deliveries USING btree (announcement_id, channel, state, next_at, row_number) WHERE (state = ANY (ARRAY['planned'::text, 'queued'::text, 'leased'::text, 'sending'::text, 'deferred'::text, 'in_doubt'::text]));

CREATE INDEX idempotency_keys_by_age ON idempotency_keys USING btree (created_at);

CREATE INDEX invitations_of_person ON invitations USING btree (person_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX invitations_once ON invitations USING btree (announcement_id, version, COALESCE(seat, ''::text), person_id, generation);

CREATE INDEX link_fetches_of_invitation ON link_fetches USING btree (invitation_id);

CREATE INDEX mailbox_messages_by_recipient ON mailbox_messages USING gin (to_addresses);

CREATE INDEX outbox_open ON outbox USING btree (lane, "position") WHERE (done_at IS NULL);

CREATE UNIQUE INDEX people_email_once ON people USING btree (email);

CREATE UNIQUE INDEX policies_one_in_force ON policies USING btree (id) WHERE (retired_at IS NULL);

CREATE UNIQUE INDEX replacements_one_active ON replacements USING btree (target_id) WHERE (activated_at IS NOT NULL);

CREATE INDEX sessions_of_person ON sessions USING btree (person_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX stops_one_open ON stops USING btree (announcement_id, channel) WHERE (ended_at IS NULL);

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_contributor()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select 1 from version_contributors c
             where c.announcement_id = new.announcement_id and c.version = new.version and c.person_id = new.person_id) then
    raise exception 'a contributor may not decide' using errcode = 'check_violation';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_drill_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.drill <> old.drill or new.id <> old.id then
    raise exception 'the drill flag never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $function$;

CREATE TRIGGER announcement_events_append_only BEFORE DELETE OR UPDATE ON announcement_events FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announcement_events_never_truncated BEFORE TRUNCATE ON announcement_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER announcements_drill_fixed BEFORE UPDATE ON announcements FOR EACH ROW EXECUTE FUNCTION refuse_drill_change();

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_never_truncated BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER decisions_by_others BEFORE INSERT ON decisions FOR EACH ROW EXECUTE FUNCTION refuse_contributor();

CREATE TRIGGER released_renderings_never_change BEFORE DELETE OR UPDATE ON released_renderings FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER renderings_never_change BEFORE DELETE OR UPDATE ON renderings FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER versions_never_change BEFORE DELETE OR UPDATE ON versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
