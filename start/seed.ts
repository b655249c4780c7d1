import { createAgency } from '../database/agencies.js';
import { systemActor } from '../database/audit.js';
import { inTransaction, type Db, type Tx } from '../database/connection.js';
import { createPerson } from '../database/people.js';
import { mustGrant } from '../database/ruling.js';
import { people } from '../database/schema.js';
import { agencies, everybody } from './cast.js';

/**
 * Fills an empty trial database with the fictional province of design §11, by the same functions as the API's.
 * A database that has people already is left as it is.
 */
export async function seedTrial(db: Db): Promise<'seeded' | 'already'> {
  const [somebody] = await db.select({ id: people.id }).from(people).limit(1);
  if (somebody) return 'already';
  await inTransaction(db, seedOffice);
  return 'seeded';
}

/** The office before its first announcement: agencies, people. */
export async function seedOffice(tx: Tx): Promise<void> {
  for (const { slug, name, spokesperson } of agencies)
    mustGrant(await createAgency(tx, systemActor, { slug, name, spokesperson, contactPhone: null }));
  for (const { id, left: _, ...person } of everybody)
    mustGrant(await createPerson(tx, systemActor, { standsInFor: [], ...person }, id));
}
