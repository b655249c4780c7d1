import type { Config } from '../config/config.js';
import { readMailFrom } from '../config/mail-from.js';
import { policiesFolder } from '../config/paths.js';
import { loadPolicies, withTokens } from '../config/policies.js';
import { createAgency } from '../database/agencies.js';
import { databaseNow } from '../database/announcements.js';
import { systemActor } from '../database/audit.js';
import { inTransaction, type Db, type Tx } from '../database/connection.js';
import { createPerson } from '../database/people.js';
import { installPolicies } from '../database/policies.js';
import { mustGrant, Refused } from '../database/ruling.js';
import { people } from '../database/schema.js';
import { agencies, everybody } from './cast.js';
import { seedAnnouncements } from './seed-announcements.js';
import { seedContacts } from './seed-contacts.js';

/**
 * Fills an empty trial database with the fictional province of design §11, whole or not at all, by the same functions
 * as the API's. A database that has people already is left as it is.
 */
export async function seedTrial(
  db: Db,
  config: Pick<Config, 'mailFrom' | 'secretKey'>,
): Promise<'seeded' | 'already'> {
  const [somebody] = await db.select({ id: people.id }).from(people).limit(1);
  if (somebody) return 'already';
  const { address: sender } = readMailFrom(config.mailFrom);
  const { secretKey } = config;
  await inTransaction(db, async (tx) => {
    await seedOffice(tx);
    await seedContacts(tx);
    await seedAnnouncements({ tx, sender, secretKey, now: await databaseNow(tx) });
  });
  return 'seeded';
}

/** The office before its first announcement: agencies, people, and the policies, which in a trial also take tokens. */
export async function seedOffice(tx: Tx): Promise<void> {
  for (const { slug, name, spokesperson } of agencies)
    mustGrant(await createAgency(tx, systemActor, { slug, name, spokesperson, contactPhone: null }));
  for (const person of everybody)
    mustGrant(await createPerson(tx, systemActor, { standsInFor: [], ...person }, person.id));
  const loaded = await loadPolicies(
    policiesFolder,
    agencies.map(({ slug }) => slug),
  );
  if (!loaded.ok) throw new Refused(loaded.faults.map(({ refusal }) => refusal));
  await installPolicies(tx, systemActor, withTokens(loaded.policies));
}
