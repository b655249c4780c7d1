import { eq, sql } from 'drizzle-orm';
import type { Act } from '../domain/announcement/acts.js';
import type { Db, Queryable, Tx } from './connection.js';
import { isDecision } from './decisions.js';
import { enqueue, type OutboxEntry } from './outbox.js';
import { staffMails } from './schema.js';

/** A mail to somebody of the office or an agency, named by what it is about; its words are made when it is sent. */
export type StaffMail = { readonly to: string } & (
  | { readonly kind: 'ask'; readonly invitation: string }
  | { readonly kind: 'remind'; readonly invitation: string; readonly times: number }
  /** The office learns that a seat (or, with null, the signature) is silent. */
  | { readonly kind: 'office_told'; readonly announcement: string; readonly version: number; readonly seat: string | null }
  /** What became of the person's own decision; `settled` false while it only waits. */
  | { readonly kind: 'receipt'; readonly act: string }
  /** What became of the text: the event at this place in its life. */
  | { readonly kind: 'outcome'; readonly announcement: string; readonly sequence: number }
  | { readonly kind: 'new_code'; readonly invitation: string; readonly codeGeneration: number }
  | { readonly kind: 'sign_in'; readonly attempt: string }
); // prettier-ignore

/** The ledger key: the same mail to the same person is sent once. */
export function staffMailKey(mail: StaffMail): string {
  switch (mail.kind) {
    case 'ask':
      return `ask/${mail.invitation}`;
    case 'remind':
      return `remind/${mail.invitation}/${mail.times}`;
    case 'office_told':
      return `office-told/${mail.announcement}/${mail.version}/${mail.seat ?? ''}/${mail.to}`;
    case 'receipt':
      return `receipt/${mail.act}`;
    case 'outcome':
      return `outcome/${mail.announcement}/${mail.sequence}/${mail.to}`;
    case 'new_code':
      return `new-code/${mail.invitation}/${mail.codeGeneration}`;
    case 'sign_in':
      return `sign-in/${mail.attempt}`;
    default:
      return mail satisfies never;
  }
}

/**
 * Puts mails that no clock governs into the outbox; the worker sends them, with or without Temporal. Each has a lane of
 * its own, so that one that cannot be sent keeps no other waiting.
 */
export async function queueStaffMail(tx: Tx, ...mails: readonly StaffMail[]): Promise<void> {
  await enqueue(tx, ...mails.map(entryOf));
}

/** The entry of the outbox that {@link queueStaffMail} makes. */
export function entryOf(mail: StaffMail): OutboxEntry {
  const key = staffMailKey(mail);
  return { kind: 'staff_mail', lane: `mail/${key}`, key, payload: { ...mail } };
}

/** A receipt to each person whose decision was settled. */
export const receiptsOf = (acts: readonly Act[]): StaffMail[] =>
  acts
    .filter(isDecision)
    .flatMap(({ id, by }): StaffMail[] => (by ? [{ kind: 'receipt', act: id, to: by }] : []));

export interface StaffMailRow {
  readonly state: 'planned' | 'accepted' | 'refused';
  /** When it was first meant to be sent: the Date of every copy. */
  readonly createdAt: string;
}

/** Enters a mail into the ledger before it is sent; the same key again gives the row that is there. */
export async function planStaffMail(
  db: Db,
  mail: StaffMail,
  messageId: string,
  announcement: string | null,
): Promise<StaffMailRow> {
  const [row] = await db
    .insert(staffMails)
    .values({
      key: staffMailKey(mail),
      kind: mail.kind,
      toPerson: mail.to,
      announcementId: announcement,
      messageId,
      attempts: 1,
    })
    .onConflictDoUpdate({ target: staffMails.key, set: { attempts: sql`${staffMails.attempts} + 1` } })
    .returning({ state: staffMails.state, createdAt: staffMails.createdAt });
  return row!;
}

/** Whether a mail was sent, or refused for good, already. */
export async function staffMailState(db: Queryable, key: string): Promise<StaffMailRow['state'] | null> {
  const [row] = await db.select({ state: staffMails.state }).from(staffMails).where(eq(staffMails.key, key));
  return row?.state ?? null;
}

/** Writes down what the mail server answered. */
export async function markStaffMail(
  db: Db,
  key: string,
  state: 'accepted' | 'refused',
  reply: string,
): Promise<void> {
  await db
    .update(staffMails)
    .set({ state, reply, finishedAt: sql`clock_timestamp()` })
    .where(eq(staffMails.key, key));
}
