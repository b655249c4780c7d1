import { and, arrayContains, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Queryable } from './connection.js';
import { mailboxMessages } from './schema.js';

/** One mail as the trial's mailbox took it in. */
export interface ReceivedMail {
  readonly fromAddress: string;
  readonly toAddresses: readonly string[];
  readonly subject: string;
  readonly messageId: string;
  readonly raw: Buffer;
}

/** The same in a list, under its id. */
export interface MailSummary extends Omit<ReceivedMail, 'raw'> {
  /** Grows with every mail. */
  readonly id: number;
  readonly receivedAt: string;
  /** Bytes. */
  readonly size: number;
}

/** What the mailbox holds at most; older mails make room. */
export const mailboxLimits = { mails: 2_000, bytes: 256 * 1024 * 1024 } as const;

const { position } = mailboxMessages;
const summary = {
  id: position,
  receivedAt: mailboxMessages.receivedAt,
  fromAddress: mailboxMessages.fromAddress,
  toAddresses: mailboxMessages.toAddresses,
  subject: mailboxMessages.subject,
  messageId: mailboxMessages.messageId,
  size: mailboxMessages.size,
};

/** Keeps a mail and gives its id. */
export async function storeMail(db: Queryable, mail: ReceivedMail): Promise<number> {
  const [row] = await db
    .insert(mailboxMessages)
    .values({ ...mail, toAddresses: [...mail.toAddresses] })
    .returning({ id: position });
  if (!row) throw new Error('an inserted row was not returned');
  return row.id;
}

/** Deletes what is over {@link mailboxLimits}, the oldest first. */
export async function trimMailbox(db: Queryable, limits: { mails: number; bytes: number }): Promise<void> {
  await db.execute(sql`
    delete from mailbox_messages where position in (
      select position from (
        select position, row_number() over newest as nth, sum(size) over newest as bytes
        from mailbox_messages window newest as (order by position desc)) counted
      where nth > ${limits.mails} or bytes > ${limits.bytes})`);
}

/** Mails, newest first: to one address (case does not matter), after an id, before an id. */
export async function listMails(
  db: Queryable,
  { to, after, before, limit }: { to?: string; after?: number; before?: number; limit: number },
): Promise<MailSummary[]> {
  return db
    .select(summary)
    .from(mailboxMessages)
    .where(
      and(
        to === undefined ? undefined : arrayContains(mailboxMessages.toAddresses, [to.trim().toLowerCase()]),
        after === undefined ? undefined : gt(position, after),
        before === undefined ? undefined : lt(position, before),
      ),
    )
    .orderBy(desc(position))
    .limit(limit);
}

/** One mail with its bytes. */
export async function loadMail(db: Queryable, id: number): Promise<(MailSummary & { raw: Buffer }) | null> {
  const [row] = await db
    .select({ ...summary, raw: mailboxMessages.raw })
    .from(mailboxMessages)
    .where(eq(position, id));
  return row ?? null;
}
