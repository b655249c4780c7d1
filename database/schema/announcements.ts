import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Act, ActType } from '../../domain/announcement/acts.js';
import type { AnnouncementEvent, EventType } from '../../domain/announcement/events.js';
import type { AnnouncementKind, Severity, Status } from '../../domain/announcement/kinds.js';
import type { ReviewDecision, SignOffDecision } from '../../domain/announcement/state.js';
import type { Channel, Content } from '../../domain/content/content.js';
import type { Language, Localized } from '../../domain/language.js';
import type { Assurance } from '../../domain/policy/policy.js';
import type { LinkEnd, Refusal } from '../../domain/refusal.js';
import type { Block, Part } from '../../domain/rendering/segments.js';
import { bytes, moment } from './columns.js';

// One announcement from its draft to the public: 0002-announcements.sql.

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
