import { and, asc, eq, gt, or, sql, type SQL } from 'drizzle-orm';
import type { Language } from '../domain/language.js';
import { granted, refused, type Refusal, type Ruling } from '../domain/refusal.js';
import { audit, type Actor } from './audit.js';
import type { Queryable, Tx } from './connection.js';
import { parseEmail } from './email-address.js';
import { lineRefusals } from './names.js';
import { contactListMembers, contacts, unsubscribes } from './schema.js';

export interface ContactFields {
  /** As its owner writes it. */
  readonly email: string;
  readonly name: string;
  readonly organisation: string;
  readonly language: Language;
}

export interface ContactRecord extends ContactFields {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** When they took themselves off the bulletins. */
  readonly unsubscribedAt: string | null;
}

/** What is wrong with a contact, all of it at once; the address in its two forms when nothing is. */
export function checkContact(fields: ContactFields): Ruling<ContactFields & { readonly emailKey: string }> {
  const email = parseEmail(fields.email);
  const refusals: Refusal[] = [
    ...(email ? [] : [{ code: 'invalid_request', field: 'email', problem: 'not_an_email' } as const]),
    ...lineRefusals('name', fields.name),
    ...lineRefusals('organisation', fields.organisation),
  ];
  if (!email || refusals.length > 0) return refused(...refusals);
  return granted({
    email: email.address,
    emailKey: email.key,
    name: fields.name.trim().normalize('NFC'),
    organisation: fields.organisation.trim().normalize('NFC'),
    language: fields.language,
  });
}

/**
 * Puts a contact on a list, audited. An address the office already has, in any spelling, is that same contact with
 * its fields brought up to date; somebody who unsubscribed stays so.
 */
export async function addContact(
  tx: Tx,
  actor: Actor,
  listId: string,
  fields: ContactFields,
): Promise<Ruling<ContactRecord>> {
  const checked = checkContact(fields);
  if (!checked.ok) return checked;
  const { name, organisation, language } = checked.value;
  const [row] = await tx
    .insert(contacts)
    .values(checked.value)
    .onConflictDoUpdate({
      target: contacts.emailKey,
      set: { name, organisation, language, updatedAt: sql`now()` },
    })
    .returning({ id: contacts.id });
  if (!row) throw new Error('an upserted row was not returned');
  await tx.insert(contactListMembers).values({ listId, contactId: row.id }).onConflictDoNothing();
  await audit(tx, {
    actor,
    action: 'contact_added',
    subject: { kind: 'contact', id: row.id },
    details: { list: listId },
  });
  const contact = await loadContact(tx, row.id);
  return contact ? granted(contact) : refused({ code: 'not_found' });
}

/** Changes a contact's fields, audited by the names of the fields. */
export async function changeContact(
  tx: Tx,
  actor: Actor,
  id: string,
  changes: Partial<ContactFields>,
): Promise<Ruling<ContactRecord>> {
  const [before] = await tx.select().from(contacts).where(eq(contacts.id, id)).for('update');
  if (!before) return refused({ code: 'not_found' });
  const checked = checkContact({ ...before, ...changes });
  if (!checked.ok) return checked;
  const { emailKey } = checked.value;
  const [other] = await tx.select({ id: contacts.id }).from(contacts).where(eq(contacts.emailKey, emailKey));
  if (other && other.id !== id) return refused({ code: 'email_taken', email: emailKey });
  await tx
    .update(contacts)
    .set({ ...checked.value, updatedAt: sql`now()` })
    .where(eq(contacts.id, id));
  await audit(tx, {
    actor,
    action: 'contact_changed',
    subject: { kind: 'contact', id },
    details: { fields: Object.keys(changes) },
  });
  const contact = await loadContact(tx, id);
  return contact ? granted(contact) : refused({ code: 'not_found' });
}

/** Takes a contact off one list, audited; the contact itself stays. */
export async function removeFromList(
  tx: Tx,
  actor: Actor,
  listId: string,
  contactId: string,
): Promise<Ruling<null>> {
  const rows = await tx
    .delete(contactListMembers)
    .where(and(eq(contactListMembers.listId, listId), eq(contactListMembers.contactId, contactId)))
    .returning();
  if (rows.length === 0) return refused({ code: 'not_found' });
  await audit(tx, {
    actor,
    action: 'contact_removed',
    subject: { kind: 'contact', id: contactId },
    details: { list: listId },
  });
  return granted(null);
}

const shown = {
  id: contacts.id,
  email: contacts.email,
  name: contacts.name,
  organisation: contacts.organisation,
  language: contacts.language,
  createdAt: contacts.createdAt,
  updatedAt: contacts.updatedAt,
  unsubscribedAt: unsubscribes.at,
};

export async function loadContact(db: Queryable, id: string): Promise<ContactRecord | null> {
  const [row] = await db
    .select(shown)
    .from(contacts)
    .leftJoin(unsubscribes, eq(unsubscribes.contactId, contacts.id))
    .where(eq(contacts.id, id));
  return row ?? null;
}

export interface ContactPage {
  readonly contacts: readonly ContactRecord[];
  /** Give it back as `after` for the next page; null on the last one. */
  readonly next: string | null;
}

/** One page of a list's contacts (of all contacts without a list) by address; `search` looks in address, name and organisation. */
export async function listContacts(
  db: Queryable,
  { list, after, search, limit }: { list?: string; after?: string; search?: string; limit: number },
): Promise<ContactPage> {
  const rows = await db
    .select({ contact: shown, key: contacts.emailKey })
    .from(contacts)
    .leftJoin(unsubscribes, eq(unsubscribes.contactId, contacts.id))
    .where(
      and(
        list === undefined ? undefined : onList(list),
        after === undefined ? undefined : gt(contacts.emailKey, after),
        search === undefined ? undefined : matching(search),
      ),
    )
    .orderBy(asc(contacts.emailKey))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    contacts: page.map(({ contact }) => contact),
    next: rows.length > limit ? (page.at(-1)?.key ?? null) : null,
  };
}

const onList = (list: string): SQL =>
  sql`exists (select from ${contactListMembers} m where m.list_id = ${list} and m.contact_id = ${contacts.id})`;

function matching(search: string): SQL | undefined {
  const pattern = `%${search.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  return or(
    sql`${contacts.emailKey} ilike ${pattern}`,
    sql`${contacts.name} ilike ${pattern}`,
    sql`${contacts.organisation} ilike ${pattern}`,
  );
}
