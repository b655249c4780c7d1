import { eq } from 'drizzle-orm';
import { audit, systemActor, type Actor } from './audit.js';
import type { Queryable, Tx } from './connection.js';
import { contacts, unsubscribes } from './schema.js';

/** By the mail program's button (RFC 8058), on the page, or told to the office. */
export type UnsubscribeMeans = 'one_click' | 'page' | 'office';

export type UnsubscribeOutcome = 'unsubscribed' | 'already' | 'unknown';

/** Whether a contact has unsubscribed, and when; null for a contact that is not there any more. */
export async function unsubscription(
  db: Queryable,
  contactId: string,
): Promise<{ at: string | null } | null> {
  const [row] = await db
    .select({ at: unsubscribes.at })
    .from(contacts)
    .leftJoin(unsubscribes, eq(unsubscribes.contactId, contacts.id))
    .where(eq(contacts.id, contactId));
  return row ?? null;
}

/** Takes a contact off every bulletin, audited; once is enough. It keeps the contact, so that no import brings it back. */
export async function unsubscribe(
  tx: Tx,
  contactId: string,
  means: UnsubscribeMeans,
  actor: Actor = systemActor,
): Promise<UnsubscribeOutcome> {
  const found = await unsubscription(tx, contactId);
  if (!found) return 'unknown';
  const rows = await tx.insert(unsubscribes).values({ contactId, means }).onConflictDoNothing().returning();
  if (rows.length === 0) return 'already';
  await audit(tx, {
    actor,
    action: 'contact_unsubscribed',
    subject: { kind: 'contact', id: contactId },
    details: { means },
  });
  return 'unsubscribed';
}
