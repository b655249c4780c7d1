import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Language, Localized } from '../../domain/language.js';
import type { Duty, Role } from '../../domain/people/person.js';
import type { Policy } from '../../domain/policy/policy.js';
import { bytes, moment } from './columns.js';

// The office, its people, sign-in, audit and outbox: 0001-foundation.sql.

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
