import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Act, ActType } from '../domain/announcement/acts.js';
import type { AnnouncementEvent, EventType } from '../domain/announcement/events.js';
import type { AnnouncementKind, Severity, Status } from '../domain/announcement/kinds.js';
import type { HoldReason, ReviewDecision, SignOffDecision } from '../domain/announcement/state.js';
import type { Channel, Content, RecipientChannel } from '../domain/content/content.js';
import type { Language, Localized } from '../domain/language.js';
import type { Duty, Role } from '../domain/people/person.js';
import type { Assurance, Policy } from '../domain/policy/policy.js';
import type { LinkEnd, Refusal } from '../domain/refusal.js';
import type { DeliveryState, FanOutState } from '../domain/announcement/delivery.js';
import type { Block, Part } from '../domain/rendering/segments.js';

// The tables of database/migrations as the queries see them; a test compares the two.

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** timestamptz as an ISO 8601 string in UTC (domain/instant). */
const moment = customType<{ data: string; driverData: string | Date }>({
  dataType: () => 'timestamptz',
  fromDriver: (value) => new Date(value).toISOString(),
});

/** The values of a recipient's own slots, frozen when the audience is made. */
export interface RecipientValues {
  readonly name: string;
  readonly unsubscribeUrl: string;
  /** Reached by public bulletins alone: only such a mail offers one-click unsubscribing. */
  readonly bulletin: boolean;
}

export const installation = pgTable('installation', {
  onlyRow: boolean('only_row').primaryKey().default(true),
  mode: text('mode').$type<'trial' | 'live'>().notNull(),
  createdAt: moment('created_at')
    .notNull()
    .default(sql`now()`),
  bootstrappedAt: moment('bootstrapped_at'),
});

export const agencies = pgTable('agencies', {
  slug: text('slug').primaryKey(),
  name: jsonb('name').$type<Localized>().notNull(),
  contactPhone: text('contact_phone'),
  spokesperson: text('spokesperson'),
  revision: integer('revision')
    .notNull()
    .default(sql`1`),
  createdAt: moment('created_at')
    .notNull()
    .default(sql`now()`),
  closedAt: moment('closed_at'),
});

export const people = pgTable('people', {
  id: uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`),
  email: text('email').notNull(),
  name: jsonb('name').$type<Localized>().notNull(),
  language: text('language')
    .$type<Language>()
    .notNull()
    .default(sql`'fa'`),
  agency: text('agency'),
  duty: text('duty')
    .$type<Duty>()
    .notNull()
    .default(sql`'officer'`),
  roles: text('roles')
    .array()
    .$type<Role[]>()
    .notNull()
    .default(sql`'{}'`),
  posts: text('posts')
    .$type<string>()
    .array()
    .notNull()
    .default(sql`'{}'`),
  standsInFor: text('stands_in_for')
    .$type<string>()
    .array()
    .notNull()
    .default(sql`'{}'`),
  revision: integer('revision')
    .notNull()
    .default(sql`1`),
  createdAt: moment('created_at')
    .notNull()
    .default(sql`now()`),
  leftAt: moment('left_at'),
});

export const policies = pgTable(
  'policies',
  {
    id: text('id').notNull(),
    version: integer('version').notNull(),
    body: jsonb('body').$type<Policy>().notNull(),
    source: text('source').notNull(),
    sha256: text('sha256').notNull(),
    createdAt: moment('created_at')
      .notNull()
      .default(sql`now()`),
    createdBy: uuid('created_by'),
    retiredAt: moment('retired_at'),
  },
  (t) => [primaryKey({ columns: [t.id, t.version] })],
);

export const sessions = pgTable('sessions', {
  tokenSha256: bytes('token_sha256').primaryKey(),
  personId: uuid('person_id').notNull(),
  assurance: text('assurance').$type<'session' | 'passkey'>().notNull(),
  createdAt: moment('created_at')
    .notNull()
    .default(sql`now()`),
  seenAt: moment('seen_at')
    .notNull()
    .default(sql`now()`),
  expiresAt: moment('expires_at').notNull(),
  endedAt: moment('ended_at'),
});

export const signInAttempts = pgTable('sign_in_attempts', {
  id: uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`),
  personId: uuid('person_id'),
  email: text('email').notNull(),
  tokenSha256: bytes('token_sha256').notNull(),
  codeHmac: bytes('code_hmac').notNull(),
  wrongTries: integer('wrong_tries')
    .notNull()
    .default(sql`0`),
  createdAt: moment('created_at')
    .notNull()
    .default(sql`now()`),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
});

export const apiTokens = pgTable('api_tokens', {
  id: uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`),
  tokenSha256: bytes('token_sha256').notNull(),
  personId: uuid('person_id').notNull(),
  scope: text('scope').$type<'read' | 'write' | 'decide'>().notNull(),
  createdAt: moment('created_at')
    .notNull()
    .default(sql`now()`),
  expiresAt: moment('expires_at').notNull(),
  revokedAt: moment('revoked_at'),
  seenAt: moment('seen_at'),
});

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    actor: text('actor').notNull(),
    route: text('route').notNull(),
    key: text('key').notNull(),
    bodySha256: bytes('body_sha256').notNull(),
    status: integer('status'),
    headers: jsonb('headers').$type<Record<string, string>>(),
    body: text('body'),
    createdAt: moment('created_at')
      .notNull()
      .default(sql`now()`),
    finishedAt: moment('finished_at'),
  },
  (t) => [primaryKey({ columns: [t.actor, t.route, t.key] })],
);

export const audit = pgTable('audit', {
  position: bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  at: moment('at')
    .notNull()
    .default(sql`clock_timestamp()`),
  actor: uuid('actor'),
  actorKind: text('actor_kind').$type<'person' | 'system' | 'cli' | 'token'>().notNull(),
  action: text('action').notNull(),
  subjectKind: text('subject_kind').notNull(),
  subjectId: text('subject_id').notNull(),
  details: jsonb('details')
    .$type<Record<string, unknown>>()
    .notNull()
    .default(sql`'{}'`),
});

export const outbox = pgTable('outbox', {
  position: bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  kind: text('kind').$type<'start_workflow' | 'act' | 'staff_mail'>().notNull(),
  lane: text('lane').notNull(),
  key: text('key').notNull(),
  payload: jsonb('payload')
    .$type<Record<string, unknown>>()
    .notNull()
    .default(sql`'{}'`),
  createdAt: moment('created_at')
    .notNull()
    .default(sql`now()`),
  attempts: integer('attempts')
    .notNull()
    .default(sql`0`),
  nextAt: moment('next_at')
    .notNull()
    .default(sql`now()`),
  lastError: text('last_error'),
  doneAt: moment('done_at'),
});

export const staffMails = pgTable('staff_mails', {
  key: text('key').primaryKey(),
  kind: text('kind').notNull(),
  toPerson: uuid('to_person'),
  announcementId: uuid('announcement_id'),
  messageId: text('message_id').notNull(),
  state: text('state')
    .$type<'planned' | 'accepted' | 'refused'>()
    .notNull()
    .default(sql`'planned'`),
  attempts: integer('attempts')
    .notNull()
    .default(sql`0`),
  createdAt: moment('created_at')
    .notNull()
    .default(sql`now()`),
  finishedAt: moment('finished_at'),
  reply: text('reply'),
});

export const incidents = pgTable('incidents', {
  id: uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`),
  title: jsonb('title').$type<Localized>().notNull(),
  drill: boolean('drill')
    .notNull()
    .default(sql`false`),
  openedBy: uuid('opened_by').notNull(),
  openedAt: moment('opened_at')
    .notNull()
    .default(sql`now()`),
  closedAt: moment('closed_at'),
});

export const counters = pgTable('counters', {
  series: text('series').primaryKey(),
  value: integer('value').notNull(),
});

export const announcements = pgTable('announcements', {
  id: uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`),
  kind: text('kind').$type<AnnouncementKind>().notNull(),
  severity: text('severity').$type<Severity>().notNull(),
  drill: boolean('drill').notNull(),
  status: text('status').$type<Status>().notNull(),
  sequence: integer('sequence').notNull(),
  author: uuid('author').notNull(),
  agency: text('agency').notNull(),
  incidentId: uuid('incident_id'),
  lastVersion: integer('last_version')
    .notNull()
    .default(sql`0`),
  version: integer('version'),
  numberSeries: text('number_series'),
  number: integer('number'),
  releasedAt: moment('released_at'),
  expiresAt: moment('expires_at'),
  createdAt: moment('created_at')
    .notNull()
    .default(sql`now()`),
  updatedAt: moment('updated_at')
    .notNull()
    .default(sql`now()`),
});

export const announcementEvents = pgTable(
  'announcement_events',
  {
    announcementId: uuid('announcement_id').notNull(),
    sequence: integer('sequence').notNull(),
    type: text('type').$type<EventType>().notNull(),
    event: jsonb('event').$type<AnnouncementEvent>().notNull(),
    sha256: text('sha256').notNull(),
    actId: uuid('act_id'),
    at: moment('at').notNull(),
    recordedAt: moment('recorded_at')
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.sequence] })],
);

export const drafts = pgTable('drafts', {
  announcementId: uuid('announcement_id').primaryKey(),
  revision: integer('revision').notNull(),
  content: jsonb('content').$type<Content>().notNull(),
  changedBy: uuid('changed_by').notNull(),
  changedAt: moment('changed_at')
    .notNull()
    .default(sql`now()`),
});

export const draftContributors = pgTable(
  'draft_contributors',
  {
    announcementId: uuid('announcement_id').notNull(),
    personId: uuid('person_id').notNull(),
    firstRevision: integer('first_revision').notNull(),
    lastRevision: integer('last_revision').notNull(),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.personId] })],
);

export const versions = pgTable(
  'versions',
  {
    announcementId: uuid('announcement_id').notNull(),
    number: integer('number').notNull(),
    content: jsonb('content').$type<Content>().notNull(),
    manifest: text('manifest').notNull(),
    manifestSha256: text('manifest_sha256').notNull(),
    policyId: text('policy_id').notNull(),
    policyVersion: integer('policy_version').notNull(),
    draftRevision: integer('draft_revision').notNull(),
    submittedBy: uuid('submitted_by').notNull(),
    actId: uuid('act_id').notNull(),
    createdAt: moment('created_at')
      .notNull()
      .default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.number] })],
);

export const versionContributors = pgTable(
  'version_contributors',
  {
    announcementId: uuid('announcement_id').notNull(),
    version: integer('version').notNull(),
    personId: uuid('person_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.version, t.personId] })],
);

export const renderings = pgTable(
  'renderings',
  {
    announcementId: uuid('announcement_id').notNull(),
    version: integer('version').notNull(),
    block: text('block').$type<Block>().notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    language: text('language').$type<Language | 'all'>().notNull(),
    parts: jsonb('parts').$type<Part[]>().notNull(),
    sha256: text('sha256').notNull(),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.version, t.block, t.channel, t.language] })],
);

export const releasedRenderings = pgTable(
  'released_renderings',
  {
    announcementId: uuid('announcement_id').notNull(),
    version: integer('version').notNull(),
    block: text('block').$type<Block>().notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    language: text('language').$type<Language | 'all'>().notNull(),
    parts: jsonb('parts').$type<Part[]>().notNull(),
    sha256: text('sha256').notNull(),
    releasedAt: moment('released_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.channel, t.language] })],
);

export const capMessages = pgTable('cap_messages', {
  identifier: text('identifier').primaryKey(),
  announcementId: uuid('announcement_id').notNull(),
  sender: text('sender').notNull(),
  sent: text('sent').notNull(),
  messageType: text('message_type').$type<'Alert' | 'Update' | 'Cancel'>().notNull(),
  expiresAt: moment('expires_at').notNull(),
});

export const acts = pgTable('acts', {
  id: uuid('id').primaryKey(),
  position: bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity(),
  announcementId: uuid('announcement_id').notNull(),
  type: text('type').$type<ActType>().notNull(),
  act: jsonb('act').$type<Act>().notNull(),
  byPerson: uuid('by_person'),
  reason: text('reason'),
  status: text('status')
    .$type<'recorded' | 'applied' | 'void'>()
    .notNull()
    .default(sql`'recorded'`),
  voidBecause: jsonb('void_because').$type<Refusal[]>(),
  at: moment('at')
    .notNull()
    .default(sql`clock_timestamp()`),
  settledAt: moment('settled_at'),
});

export const requests = pgTable('requests', {
  id: uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`),
  announcementId: uuid('announcement_id').notNull(),
  version: integer('version').notNull(),
  seat: text('seat').notNull(),
  openedAt: moment('opened_at').notNull(),
  closedAt: moment('closed_at'),
});

export const invitations = pgTable('invitations', {
  id: uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`),
  announcementId: uuid('announcement_id').notNull(),
  version: integer('version').notNull(),
  seat: text('seat'),
  post: text('post'),
  personId: uuid('person_id').notNull(),
  generation: integer('generation').notNull(),
  linkGeneration: integer('link_generation')
    .notNull()
    .default(sql`1`),
  tokenSha256: bytes('token_sha256'),
  codeGeneration: integer('code_generation')
    .notNull()
    .default(sql`1`),
  codeHmac: bytes('code_hmac'),
  wrongTries: integer('wrong_tries')
    .notNull()
    .default(sql`0`),
  codesSent: integer('codes_sent')
    .notNull()
    .default(sql`0`),
  askedAt: moment('asked_at').notNull(),
  mailedAt: moment('mailed_at'),
  endedAt: moment('ended_at'),
  endedBecause: text('ended_because').$type<LinkEnd>(),
});

export const linkFetches = pgTable('link_fetches', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  invitationId: uuid('invitation_id').notNull(),
  at: moment('at')
    .notNull()
    .default(sql`clock_timestamp()`),
  method: text('method').notNull(),
  userAgent: text('user_agent'),
});

export const decisions = pgTable('decisions', {
  id: uuid('id').primaryKey(),
  announcementId: uuid('announcement_id').notNull(),
  version: integer('version').notNull(),
  stage: text('stage').$type<'review' | 'sign_off'>().notNull(),
  seat: text('seat'),
  personId: uuid('person_id').notNull(),
  decision: text('decision').$type<ReviewDecision | SignOffDecision | 'override'>().notNull(),
  note: text('note'),
  assurance: text('assurance').$type<Assurance>().notNull(),
  manifestSha256: text('manifest_sha256').notNull(),
  invitationId: uuid('invitation_id'),
  status: text('status')
    .$type<'recorded' | 'applied' | 'void'>()
    .notNull()
    .default(sql`'recorded'`),
  retractedAt: moment('retracted_at'),
  at: moment('at')
    .notNull()
    .default(sql`clock_timestamp()`),
  counts: boolean('counts')
    .generatedAlwaysAs(sql`status in ('recorded', 'applied') and retracted_at is null`)
    .notNull(),
});

export const replacements = pgTable(
  'replacements',
  {
    replacementId: uuid('replacement_id').notNull(),
    targetId: uuid('target_id').notNull(),
    drill: boolean('drill').notNull(),
    effect: text('effect').$type<'superseded' | 'withdrawn'>().notNull(),
    activatedAt: moment('activated_at'),
  },
  (t) => [primaryKey({ columns: [t.replacementId, t.targetId] })],
);

export const contactLists = pgTable('contact_lists', {
  id: uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`),
  slug: text('slug').notNull(),
  name: jsonb('name').$type<Localized>().notNull(),
  bulletin: boolean('bulletin').notNull(),
  revision: integer('revision')
    .notNull()
    .default(sql`1`),
  createdAt: moment('created_at')
    .notNull()
    .default(sql`now()`),
});

export const contacts = pgTable('contacts', {
  id: uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`),
  email: text('email').notNull(),
  emailKey: text('email_key').notNull(),
  name: text('name')
    .notNull()
    .default(sql`''`),
  organisation: text('organisation')
    .notNull()
    .default(sql`''`),
  language: text('language')
    .$type<Language>()
    .notNull()
    .default(sql`'fa'`),
  createdAt: moment('created_at')
    .notNull()
    .default(sql`now()`),
  updatedAt: moment('updated_at')
    .notNull()
    .default(sql`now()`),
});

export const contactListMembers = pgTable(
  'contact_list_members',
  {
    listId: uuid('list_id').notNull(),
    contactId: uuid('contact_id').notNull(),
    addedAt: moment('added_at')
      .notNull()
      .default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.listId, t.contactId] })],
);

export const unsubscribes = pgTable('unsubscribes', {
  contactId: uuid('contact_id').primaryKey(),
  at: moment('at')
    .notNull()
    .default(sql`now()`),
  means: text('means').$type<'one_click' | 'page' | 'office'>().notNull(),
});

export const fanOuts = pgTable(
  'fan_outs',
  {
    announcementId: uuid('announcement_id').notNull(),
    channel: text('channel').$type<RecipientChannel>().notNull(),
    state: text('state').$type<FanOutState>().notNull(),
    snapshot: integer('snapshot'),
    fence: bigint('fence', { mode: 'number' })
      .notNull()
      .default(sql`0`),
    adoptedAt: moment('adopted_at'),
    finishedAt: moment('finished_at'),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.channel] })],
);

export const stops = pgTable('stops', {
  id: uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`),
  announcementId: uuid('announcement_id').notNull(),
  channel: text('channel').$type<RecipientChannel>().notNull(),
  byPerson: uuid('by_person').notNull(),
  at: moment('at')
    .notNull()
    .default(sql`clock_timestamp()`),
  endedAt: moment('ended_at'),
  endedBy: uuid('ended_by'),
});

export const holds = pgTable(
  'holds',
  {
    announcementId: uuid('announcement_id').notNull(),
    id: text('id').notNull(),
    reason: text('reason').$type<HoldReason>().notNull(),
    byPerson: uuid('by_person'),
    note: text('note'),
    at: moment('at')
      .notNull()
      .default(sql`clock_timestamp()`),
    freedAt: moment('freed_at'),
    freedBy: uuid('freed_by'),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.id] })],
);

export const deliveries = pgTable(
  'deliveries',
  {
    announcementId: uuid('announcement_id').notNull(),
    channel: text('channel').$type<RecipientChannel>().notNull(),
    rowNumber: integer('row_number').notNull(),
    contactId: uuid('contact_id').notNull(),
    address: text('address').notNull(),
    language: text('language').$type<Language>().notNull(),
    recipient: jsonb('recipient').$type<RecipientValues>().notNull(),
    state: text('state')
      .$type<DeliveryState>()
      .notNull()
      .default(sql`'planned'`),
    fence: bigint('fence', { mode: 'number' }),
    leasedUntil: moment('leased_until'),
    attempts: integer('attempts')
      .notNull()
      .default(sql`0`),
    doubts: integer('doubts')
      .notNull()
      .default(sql`0`),
    nextAt: moment('next_at'),
    finishedAt: moment('finished_at'),
    reply: text('reply'),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.channel, t.rowNumber] })],
);

export const mailboxMessages = pgTable('mailbox_messages', {
  position: bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  receivedAt: moment('received_at')
    .notNull()
    .default(sql`clock_timestamp()`),
  fromAddress: text('from_address').notNull(),
  toAddresses: text('to_addresses').array().$type<string[]>().notNull(),
  subject: text('subject').notNull(),
  messageId: text('message_id').notNull(),
  raw: bytes('raw').notNull(),
  size: integer('size')
    .generatedAlwaysAs(sql`octet_length(raw)`)
    .notNull(),
});
