import { eq, sql } from 'drizzle-orm';
import type { Localized } from '../domain/language.js';
import { granted, refused, type Ruling } from '../domain/refusal.js';
import { isUuid } from '../domain/uuid.js';
import { audit, type Actor } from './audit.js';
import type { Queryable, Tx } from './connection.js';
import { nameRefusals, normalName, slugRefusals } from './names.js';
import { differing } from './people.js';
import { contactListMembers, contactLists } from './schema.js';

export interface ContactListFields {
  readonly name: Localized;
  /** A public bulletin carries one-click unsubscribe; a list of officials does not. */
  readonly bulletin: boolean;
}

export interface ContactListRecord extends ContactListFields {
  readonly id: string;
  readonly slug: string;
  readonly revision: number;
  readonly createdAt: string;
}

/** Every list with the number of contacts on it, by Persian name. */
export async function listContactLists(db: Queryable): Promise<(ContactListRecord & { members: number })[]> {
  const rows = await db
    .select({
      list: contactLists,
      members: sql<number>`(select count(*)::int from ${contactListMembers} m where m.list_id = ${contactLists.id})`,
    })
    .from(contactLists)
    .orderBy(sql`${contactLists.name} ->> 'fa' collate "fa-x-icu"`);
  return rows.map(({ list, members }) => ({ ...list, members }));
}

/** One list, by its id or its slug. */
export async function loadContactList(db: Queryable, idOrSlug: string): Promise<ContactListRecord | null> {
  const isId = isUuid(idOrSlug);
  const [row] = await db
    .select()
    .from(contactLists)
    .where(eq(isId ? contactLists.id : contactLists.slug, idOrSlug));
  return row ?? null;
}

/** Adds an empty list, audited. */
export async function createContactList(
  tx: Tx,
  actor: Actor,
  fields: ContactListFields & { readonly slug: string },
  id?: string,
): Promise<Ruling<ContactListRecord>> {
  const { slug, bulletin } = fields;
  const name = normalName(fields.name);
  const refusals = [...slugRefusals('slug', slug), ...nameRefusals(name)];
  if (refusals.length > 0) return refused(...refusals);
  const [row] = await tx
    .insert(contactLists)
    .values({ slug, name, bulletin, ...(id === undefined ? {} : { id }) })
    .onConflictDoNothing()
    .returning();
  if (!row) return refused({ code: 'slug_taken', slug });
  await audit(tx, {
    actor,
    action: 'contact_list_created',
    subject: { kind: 'contact_list', id: row.id },
    details: { slug, name, bulletin },
  });
  return granted(row);
}

/** Changes a list's name or kind, audited. Refuses another revision than the present one. */
export async function changeContactList(
  tx: Tx,
  actor: Actor,
  id: string,
  revision: number,
  changes: Partial<ContactListFields>,
): Promise<Ruling<ContactListRecord>> {
  const [list] = await tx.select().from(contactLists).where(eq(contactLists.id, id)).for('update');
  if (!list) return refused({ code: 'not_found' });
  if (list.revision !== revision)
    return refused({ code: 'precondition_failed', current: String(list.revision), changedBy: null });
  const before = { name: list.name, bulletin: list.bulletin };
  const after = { ...before, ...changes, name: normalName(changes.name ?? list.name) };
  const refusals = nameRefusals(after.name);
  if (refusals.length > 0) return refused(...refusals);
  const differences = differing(before, after);
  if (Object.keys(differences).length === 0) return granted(list);
  const [row] = await tx
    .update(contactLists)
    .set({ ...after, revision: revision + 1 })
    .where(eq(contactLists.id, id))
    .returning();
  await audit(tx, {
    actor,
    action: 'contact_list_changed',
    subject: { kind: 'contact_list', id },
    details: differences,
  });
  return granted(row ?? list);
}
