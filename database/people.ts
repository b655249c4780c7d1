import { and, arrayContains, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Duty, Person, Role } from '../domain/people/person.js';
import type { Language, Localized } from '../domain/language.js';
import { granted, refused, type Refusal, type Ruling } from '../domain/refusal.js';
import { canonicalJson } from '../domain/rendering/canonical.js';
import { audit, type Actor } from './audit.js';
import type { Queryable, Tx } from './connection.js';
import { parseEmail } from './email-address.js';
import { nameRefusals, normalName, slugRefusals } from './names.js';
import { agencies, apiTokens, invitations, people, sessions } from './schema.js';

/** Everything an administrator says about a person. */
export interface PersonFields {
  readonly email: string;
  readonly name: Localized;
  readonly language: Language;
  /** An agency's slug; null for somebody outside them, such as an auditor. */
  readonly agency: string | null;
  readonly duty: Duty;
  readonly roles: readonly Role[];
  readonly posts: readonly string[];
  readonly standsInFor: readonly string[];
}

/** A person as the office keeps them. `revision` is named by whoever changes them. */
export interface PersonRecord extends Person {
  readonly standsInFor: readonly string[];
  readonly revision: number;
  readonly createdAt: string;
  readonly leftAt: string | null;
}

type Row = typeof people.$inferSelect;

const toRecord = (row: Row): PersonRecord => ({
  id: row.id,
  email: row.email,
  name: row.name,
  language: row.language,
  roles: row.roles,
  agency: row.agency,
  duty: row.duty,
  posts: row.posts,
  standsInFor: row.standsInFor,
  left: row.leftAt !== null,
  revision: row.revision,
  createdAt: row.createdAt,
  leftAt: row.leftAt,
});

/** One person, whether still here or not. */
export async function loadPerson(db: Queryable, id: string): Promise<PersonRecord | null> {
  const [row] = await db.select().from(people).where(eq(people.id, id));
  return row ? toRecord(row) : null;
}

/** The person with this address in any spelling of it (case, IDN). */
export async function personByEmail(db: Queryable, email: string): Promise<PersonRecord | null> {
  const parsed = parseEmail(email);
  if (!parsed) return null;
  const [row] = await db.select().from(people).where(eq(people.email, parsed.key));
  return row ? toRecord(row) : null;
}

/** Everybody, by agency and name; those who left only when asked for. */
export async function listPeople(db: Queryable, { withLeft = false } = {}): Promise<PersonRecord[]> {
  const rows = await db
    .select()
    .from(people)
    .where(withLeft ? undefined : isNull(people.leftAt))
    .orderBy(asc(people.agency), sql`${people.name} ->> 'fa' collate "fa-x-icu"`, asc(people.id));
  return rows.map(toRecord);
}

/** Everybody who is here: the people whom eligibility for seats and signatures is worked out from. */
export const roster = (db: Queryable): Promise<PersonRecord[]> => listPeople(db);

/** Adds a person, audited. Refuses what {@link fieldRefusals} names and an address somebody has or had. */
export async function createPerson(
  tx: Tx,
  actor: Actor,
  fields: PersonFields,
  id?: string,
): Promise<Ruling<PersonRecord>> {
  const checked = await checkFields(tx, fields);
  if (!checked.ok) return checked;
  const [row] = await tx
    .insert(people)
    .values({ ...checked.value, ...(id === undefined ? {} : { id }) })
    .onConflictDoNothing({ target: people.email })
    .returning();
  if (!row) return refused({ code: 'email_taken', email: checked.value.email });
  await audit(tx, {
    actor,
    action: 'person_created',
    subject: { kind: 'person', id: row.id },
    details: shown(row),
  });
  return granted(toRecord(row));
}

/**
 * Changes a person, audited with what was before and after. Refuses another revision than the present one, and
 * changes to somebody who left, and to the last administrator's role. Nothing changed is not a change: the revision stays.
 */
export async function changePerson(
  tx: Tx,
  actor: Actor,
  id: string,
  revision: number,
  changes: Partial<PersonFields>,
): Promise<Ruling<PersonRecord>> {
  const found = await lockPerson(tx, id, revision);
  if (!found.ok) return found;
  const before = found.value;
  const checked = await checkFields(tx, { ...toRecord(before), ...changes });
  if (!checked.ok) return checked;
  const differences = differing(shown(before), shown({ ...before, ...checked.value }));
  if (Object.keys(differences).length === 0) return granted(toRecord(before));
  if (!checked.value.roles.includes('administrator') && (await isLastAdministrator(tx, before)))
    return refused({ code: 'last_administrator' });
  if (checked.value.email !== before.email && (await personByEmail(tx, checked.value.email)))
    return refused({ code: 'email_taken', email: checked.value.email });
  const [row] = await tx
    .update(people)
    .set({ ...checked.value, revision: revision + 1 })
    .where(eq(people.id, id))
    .returning();
  if (!row) return refused({ code: 'not_found' });
  await audit(tx, {
    actor,
    action: 'person_changed',
    subject: { kind: 'person', id },
    details: differences,
  });
  return granted(toRecord(row));
}

/** What a person who left had open at that moment; all of it ended in the same transaction. */
export interface Leaving {
  readonly person: PersonRecord;
  readonly sessions: number;
  readonly tokens: number;
  readonly invitations: number;
}

/**
 * A person leaves: sessions, API tokens and invitations end in this one transaction, audited. Decisions already given
 * stand. Refuses another revision than the present one, somebody who has left already, and the last administrator: after
 * them nobody could let anybody in.
 */
export async function personLeaves(
  tx: Tx,
  actor: Actor,
  id: string,
  revision: number,
): Promise<Ruling<Leaving>> {
  const found = await lockPerson(tx, id, revision);
  if (!found.ok) return found;
  if (await isLastAdministrator(tx, found.value)) return refused({ code: 'last_administrator' });
  const [row] = await tx
    .update(people)
    .set({ leftAt: sql`now()`, revision: revision + 1 })
    .where(eq(people.id, id))
    .returning();
  if (!row) return refused({ code: 'not_found' });
  const ended = await endAccess(tx, id);
  await audit(tx, { actor, action: 'person_left', subject: { kind: 'person', id }, details: ended });
  return granted({ person: toRecord(row), ...ended });
}

/** Two administrators who leave at once wait for each other. */
async function isLastAdministrator(tx: Tx, person: Row): Promise<boolean> {
  if (!person.roles.includes('administrator')) return false;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('eblagh.administrators'))`);
  const [other] = await tx
    .select({ id: people.id })
    .from(people)
    .where(
      and(arrayContains(people.roles, ['administrator']), isNull(people.leftAt), ne(people.id, person.id)),
    )
    .limit(1);
  return other === undefined;
}

async function endAccess(tx: Tx, person: string): Promise<Omit<Leaving, 'person'>> {
  const endedSessions = await tx
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.personId, person), isNull(sessions.endedAt)))
    .returning({ of: sessions.personId });
  const endedTokens = await tx
    .update(apiTokens)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiTokens.personId, person), isNull(apiTokens.revokedAt)))
    .returning({ of: apiTokens.personId });
  const endedInvitations = await tx
    .update(invitations)
    .set({ endedAt: sql`now()`, endedBecause: 'person_left' })
    .where(and(eq(invitations.personId, person), isNull(invitations.endedAt)))
    .returning({ of: invitations.personId });
  return {
    sessions: endedSessions.length,
    tokens: endedTokens.length,
    invitations: endedInvitations.length,
  };
}

async function lockPerson(tx: Tx, id: string, revision: number): Promise<Ruling<Row>> {
  const [row] = await tx.select().from(people).where(eq(people.id, id)).for('update');
  if (!row) return refused({ code: 'not_found' });
  if (row.leftAt !== null) return refused({ code: 'person_left' });
  return row.revision === revision
    ? granted(row)
    : refused({ code: 'precondition_failed', current: String(row.revision), changedBy: null });
}

async function checkFields(tx: Tx, fields: PersonFields): Promise<Ruling<Shown>> {
  const email = parseEmail(fields.email);
  const refusals: Refusal[] = [
    ...(email ? [] : [{ code: 'invalid_request', field: 'email', problem: 'not_an_email' } as const]),
    ...nameRefusals(fields.name),
    ...fields.posts.flatMap((post) => slugRefusals('posts', post)),
    ...(await unknownAgencies(tx, fields)),
  ];
  if (!email || refusals.length > 0) return refused(...refusals);
  return granted({
    email: email.key,
    name: normalName(fields.name),
    language: fields.language,
    agency: fields.agency,
    duty: fields.duty,
    roles: sortedSet(fields.roles),
    posts: sortedSet(fields.posts),
    standsInFor: sortedSet(fields.standsInFor),
  });
}

async function unknownAgencies(tx: Tx, { agency, standsInFor }: PersonFields): Promise<Refusal[]> {
  const open = await tx.select({ slug: agencies.slug }).from(agencies).where(isNull(agencies.closedAt));
  const known = new Set(open.map(({ slug }) => slug));
  const unknown = (field: string): Refusal => ({ code: 'invalid_request', field, problem: 'agency_unknown' });
  return [
    ...(agency !== null && !known.has(agency) ? [unknown('agency')] : []),
    ...(standsInFor.every((slug) => known.has(slug)) ? [] : [unknown('standsInFor')]),
  ];
}

const sortedSet = <T extends string>(values: readonly T[]): T[] => [...new Set(values)].toSorted();

/** What the audit shows of a person: everything but when. */
type Shown = Omit<Row, 'id' | 'revision' | 'createdAt' | 'leftAt'>;

function shown(row: Shown): Record<string, unknown> {
  const { email, name, language, agency, duty, roles, posts, standsInFor } = row;
  return { email, name, language, agency, duty, roles, posts, standsInFor };
}

/** The keys whose values differ, with both values. */
export function differing(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, { from: unknown; to: unknown }> {
  const changed = Object.keys(after).filter(
    (key) => canonicalJson(before[key]) !== canonicalJson(after[key]),
  );
  return Object.fromEntries(changed.map((key) => [key, { from: before[key], to: after[key] }]));
}
