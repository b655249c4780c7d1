import { sql } from 'drizzle-orm';
import { bigint, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns.js';

// The trial's mailbox: 0004-mailbox.sql.

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
