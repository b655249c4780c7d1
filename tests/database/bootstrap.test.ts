import { describe, expect, test } from '@jest/globals';
import { bootstrap, type Beginning } from '../../database/bootstrap.js';
import { policiesFolder } from '../../config/paths.js';
import { loadPolicies } from '../../config/policies.js';
import { inTransaction } from '../../database/connection.js';
import { listPeople } from '../../database/people.js';
import { policiesInForce } from '../../database/policies.js';
import { mustGrant, Refused } from '../../database/ruling.js';
import { audit, installation } from '../../database/schema.js';
import { freshDatabase } from '../support/database.js';

const { db } = await freshDatabase();
const loaded = await loadPolicies(policiesFolder);
const beginning: Beginning = {
  office: { fa: 'استانداری نمونه', en: 'Example Governor’s Office' },
  administrators: [
    { email: 'First@example.test', name: { fa: 'مدیر نخست', en: 'First' }, language: 'fa' },
    { email: 'second@example.test', name: { fa: 'مدیر دوم', en: 'Second' }, language: 'fa' },
  ],
  policies: loaded.ok ? loaded.policies : [],
};
const begin = (changes: Partial<Beginning> = {}) =>
  inTransaction(db, async (tx) => mustGrant(await bootstrap(tx, { ...beginning, ...changes })));

describe('a live start', () => {
  test('is refused whole when one of the two is', async () => {
    await db.insert(installation).values({ mode: 'live' });
    const twice = [beginning.administrators[0], beginning.administrators[0]] as const;
    await expect(begin({ administrators: twice })).rejects.toMatchObject({
      refusals: [{ code: 'email_taken', email: 'first@example.test' }],
    });
    expect(await listPeople(db)).toEqual([]);
    expect(await policiesInForce(db)).toEqual([]);
  });

  test('gets its office, two administrators and the policies, audited, once', async () => {
    const [first, second] = await begin();
    expect(first).toMatchObject({
      email: 'first@example.test',
      roles: ['administrator'],
      agency: 'governor-office',
    });
    expect(second).toMatchObject({ email: 'second@example.test', posts: [] });
    const policies = await policiesInForce(db);
    expect(policies.map(({ policy }) => policy.id)).toEqual([
      'crisis',
      'holding',
      'life-safety',
      'routine',
      'withdrawal',
    ]);
    expect(policies.every(({ policy }) => !policy.sign_off.assurance.includes('token'))).toBe(true);
    const actions = (await db.select().from(audit).orderBy(audit.position)).map(
      ({ action, actorKind }) => `${actorKind} ${action}`,
    );
    expect(actions).toEqual([
      'cli agency_created',
      'cli person_created',
      'cli person_created',
      ...Array.from({ length: 5 }, () => 'cli policy_installed'),
      'cli bootstrapped',
    ]);
    const again = begin({
      administrators: [
        { ...beginning.administrators[0], email: 'third@example.test' },
        { ...beginning.administrators[1], email: 'fourth@example.test' },
      ],
    });
    await expect(again).rejects.toBeInstanceOf(Refused);
    expect(await listPeople(db)).toHaveLength(2);
  });

  test('happens once when two begin at the same moment', async () => {
    const other = await Promise.allSettled([begin(), begin()]);
    expect(other.every(({ status }) => status === 'rejected')).toBe(true);
  });
});
