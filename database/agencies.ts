import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core';
import type { Localized } from '../domain/language.js';
import { officeAgency } from '../domain/people/person.js';
import { seatsOf } from '../domain/policy/quorum.js';
import { granted, refused, type Refusal, type Ruling } from '../domain/refusal.js';
import { audit, type Actor } from './audit.js';
import type { Queryable, Tx } from './connection.js';
import { lineRefusals, nameRefusals, normalName, slugRefusals } from './names.js';
import { differing } from './people.js';
import { policiesInForce } from './policies.js';
import { agencies, people } from './schema.js';

export interface AgencyFields {
  readonly name: Localized;
  /** For the office to call when a clock runs out; digits as written. */
  readonly contactPhone: string | null;
  /** Who speaks for the agency in public. */
  readonly spokesperson: string | null;
}

export interface AgencyRecord extends AgencyFields {
  readonly slug: string;
  readonly revision: number;
  readonly createdAt: string;
  readonly closedAt: string | null;
}

/** Every agency, by its Persian name; closed ones only when asked for. */
export async function listAgencies(db: Queryable, { withClosed = false } = {}): Promise<AgencyRecord[]> {
  return db
    .select()
    .from(agencies)
    .where(withClosed ? undefined : isNull(agencies.closedAt))
    .orderBy(sql`${agencies.name} ->> 'fa' collate "fa-x-icu"`, asc(agencies.slug));
}

export async function loadAgency(db: Queryable, slug: string): Promise<AgencyRecord | null> {
  const [row] = await db.select().from(agencies).where(eq(agencies.slug, slug));
  return row ?? null;
}

/** The governor's office by its public name; the product speaks in it. */
export async function officeName(db: Queryable): Promise<Localized> {
  const office = await loadAgency(db, officeAgency);
  if (!office) throw new Error(`agency ${officeAgency} is missing`);
  return office.name;
}

/** Adds an agency, audited. Its slug is for ever: policies and seats name it. */
export async function createAgency(
  tx: Tx,
  actor: Actor,
  { slug, ...fields }: AgencyFields & { readonly slug: string },
): Promise<Ruling<AgencyRecord>> {
  const refusals = [...slugRefusals('slug', slug), ...fieldRefusals(fields)];
  if (refusals.length > 0) return refused(...refusals);
  const [row] = await tx
    .insert(agencies)
    .values({ slug, ...fields, name: normalName(fields.name) })
    .onConflictDoNothing()
    .returning();
  if (!row) return refused({ code: 'slug_taken', slug });
  await audit(tx, {
    actor,
    action: 'agency_created',
    subject: { kind: 'agency', id: slug },
    details: { ...fields },
  });
  return granted(row);
}

/** Changes an agency, audited with before and after. Refuses another revision than the present one. */
export async function changeAgency(
  tx: Tx,
  actor: Actor,
  slug: string,
  revision: number,
  changes: Partial<AgencyFields>,
): Promise<Ruling<AgencyRecord>> {
  const found = await lockAgency(tx, slug, revision);
  if (!found.ok) return found;
  const { name, contactPhone, spokesperson } = found.value;
  const before = { name, contactPhone, spokesperson };
  const after = { ...before, ...changes, name: normalName(changes.name ?? name) };
  const refusals = fieldRefusals(after);
  if (refusals.length > 0) return refused(...refusals);
  const differences = differing(before, after);
  if (Object.keys(differences).length === 0) return found;
  return update(tx, actor, slug, { ...after, revision: revision + 1 }, 'agency_changed', differences);
}

/** Closes an agency, audited. Refuses while somebody belongs to it or a policy in force gives it a seat. */
export async function closeAgency(
  tx: Tx,
  actor: Actor,
  slug: string,
  revision: number,
): Promise<Ruling<AgencyRecord>> {
  const found = await lockAgency(tx, slug, revision);
  if (!found.ok) return found;
  const users = await usersOf(tx, slug);
  if (users.length > 0) return refused(...users.map((by): Refusal => ({ code: 'in_use', by })));
  return update(tx, actor, slug, { closedAt: sql`now()`, revision: revision + 1 }, 'agency_closed', {});
}

async function usersOf(tx: Tx, slug: string): Promise<string[]> {
  const members = await tx
    .select({ email: people.email })
    .from(people)
    .where(and(eq(people.agency, slug), isNull(people.leftAt)));
  const policies = (await policiesInForce(tx)).filter(({ policy }) =>
    seatsOf(policy.review.quorum).includes(slug),
  );
  return [...members.map(({ email }) => email), ...policies.map(({ policy }) => policy.id)];
}

async function lockAgency(tx: Tx, slug: string, revision: number): Promise<Ruling<AgencyRecord>> {
  const [row] = await tx.select().from(agencies).where(eq(agencies.slug, slug)).for('update');
  if (!row || row.closedAt !== null) return refused({ code: 'not_found' });
  return row.revision === revision
    ? granted(row)
    : refused({ code: 'precondition_failed', current: String(row.revision), changedBy: null });
}

async function update(
  tx: Tx,
  actor: Actor,
  slug: string,
  values: PgUpdateSetSource<typeof agencies>,
  action: string,
  details: Record<string, unknown>,
): Promise<Ruling<AgencyRecord>> {
  const [row] = await tx.update(agencies).set(values).where(eq(agencies.slug, slug)).returning();
  if (!row) return refused({ code: 'not_found' });
  await audit(tx, { actor, action, subject: { kind: 'agency', id: slug }, details });
  return granted(row);
}

const fieldRefusals = ({ name, contactPhone, spokesperson }: AgencyFields): Refusal[] => [
  ...nameRefusals(name),
  ...lineRefusals('contactPhone', contactPhone),
  ...lineRefusals('spokesperson', spokesperson),
];
