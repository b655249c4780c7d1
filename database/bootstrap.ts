import { isNull, sql } from 'drizzle-orm';
import type { Localized } from '../domain/language.js';
import { officeAgency } from '../domain/people/person.js';
import { granted, refused, type Ruling } from '../domain/refusal.js';
import { createAgency } from './agencies.js';
import { audit, cliActor } from './audit.js';
import type { Tx } from './connection.js';
import { createPerson, type PersonFields, type PersonRecord } from './people.js';
import { installPolicies, type PolicySource } from './policies.js';
import { installation, people } from './schema.js';

/** What a live start begins with. */
export interface Beginning {
  /** The governor's office by its public name. */
  readonly office: Localized;
  /** Two, because everything that matters needs a second person. */
  readonly administrators: readonly [Administrator, Administrator];
  /** A whole set, checked. */
  readonly policies: readonly PolicySource[];
}

export type Administrator = Pick<PersonFields, 'email' | 'name' | 'language'>;

/**
 * Creates the governor's office, its first two administrators and the policies of a live start, once, audited. Refuses
 * when it was done before or an administrator is there already, and what is wrong with either person. A refusal is
 * thrown away with the transaction: the caller rolls it back.
 */
export async function bootstrap(tx: Tx, beginning: Beginning): Promise<Ruling<readonly PersonRecord[]>> {
  const [before] = await tx.select().from(installation).for('update');
  if (!before) throw new Error('the database was never prepared');
  if (before.bootstrappedAt !== null || (await hasAdministrator(tx)))
    return refused({ code: 'administrators_exist' });
  const office = { slug: officeAgency, name: beginning.office, contactPhone: null, spokesperson: null };
  const agency = await createAgency(tx, cliActor, office);
  if (!agency.ok) return agency;
  const created: PersonRecord[] = [];
  for (const administrator of beginning.administrators) {
    const person = await createPerson(tx, cliActor, { ...administrator, ...unlikeOthers });
    if (!person.ok) return person;
    created.push(person.value);
  }
  await installPolicies(tx, cliActor, beginning.policies);
  await tx.update(installation).set({ bootstrappedAt: sql`now()` });
  await audit(tx, {
    actor: cliActor,
    action: 'bootstrapped',
    subject: { kind: 'installation', id: 'live' },
    details: { administrators: created.map(({ id }) => id) },
  });
  return granted(created);
}

const unlikeOthers = {
  agency: officeAgency,
  duty: 'officer',
  roles: ['administrator'],
  posts: [],
  standsInFor: [],
} as const;

async function hasAdministrator(tx: Tx): Promise<boolean> {
  const [row] = await tx
    .select({ id: people.id })
    .from(people)
    .where(sql`'administrator' = any(${people.roles}) and ${isNull(people.leftAt)}`)
    .limit(1);
  return row !== undefined;
}
