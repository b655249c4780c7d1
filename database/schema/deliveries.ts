import { sql } from 'drizzle-orm';
import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { HoldReason } from '../../domain/announcement/state.js';
import type { RecipientChannel } from '../../domain/content/content.js';
import type { Language, Localized } from '../../domain/language.js';
import type { DeliveryState, FanOutState } from '../../domain/announcement/delivery.js';
import { moment } from './columns.js';

// Who receives it, and what became of each copy: 0003-contacts-and-deliveries.sql.

/** The values of a recipient's own slots, frozen when the audience is made. */
export interface RecipientValues {
  readonly name: string;
  readonly unsubscribeUrl: string;
  /** Reached by public bulletins alone: only such a mail offers one-click unsubscribing. */
  readonly bulletin: boolean;
}

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
