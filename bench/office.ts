import { sql } from 'drizzle-orm';
import { createAgency } from '../database/agencies.js';
import { systemActor } from '../database/audit.js';
import { inTransaction, type Db, type Tx } from '../database/connection.js';
import { createContactList } from '../database/contact-lists.js';
import { addContact } from '../database/contacts.js';
import { createPerson } from '../database/people.js';
import { installPolicies, policiesInForce } from '../database/policies.js';
import { mustGrant } from '../database/ruling.js';
import { createToken } from '../database/tokens.js';
import type { Person } from '../domain/people/person.js';
import type { Policy } from '../domain/policy/policy.js';

/** Where recipients of releases have their addresses; staff is at `example.test`. */
export const readersDomain = 'readers.example.test';

const DAY_MS = 86_400_000;

/** Adds so many agencies, each with one manager. */
export async function addAgencies(db: Db, count: number): Promise<Person[]> {
  return inTransaction(db, async (tx) => {
    const managers: Person[] = [];
    for (let number = 1; number <= count; number += 1) managers.push(await addAgency(tx, number));
    return managers;
  });
}

async function addAgency(tx: Tx, number: number): Promise<Person> {
  const slug = `bench-${number}`;
  const name = { fa: `دستگاه ${number}`, en: `Agency ${number}` };
  mustGrant(await createAgency(tx, systemActor, { slug, name, spokesperson: null, contactPhone: null }));
  const manager = {
    email: `${slug}.manager@example.test`,
    name: { fa: `مدیر دستگاه ${number}`, en: `Manager ${number}` },
    language: 'fa',
    agency: slug,
    duty: 'manager',
    roles: ['reviewer'],
    posts: [],
    standsInFor: [],
  } as const;
  return mustGrant(await createPerson(tx, systemActor, manager));
}

/** From now on every one of these seats must agree to a crisis announcement. */
export async function demandAll(db: Db, seats: readonly string[]): Promise<void> {
  await inTransaction(db, async (tx) => {
    const quorum = { all: seats, at_least: { count: 0, of: [] }, veto: [] };
    const changed = (policy: Policy): Policy =>
      policy.id === 'crisis' ? { ...policy, review: { ...policy.review, quorum } } : policy;
    const inForce = await policiesInForce(tx);
    await installPolicies(tx, systemActor, inForce.map(({ policy, source }) => ({ policy: changed(policy), source }))); // prettier-ignore
  });
}

/** Makes a list of so many recipients; gives its id. */
export async function addReaders(db: Db, count: number): Promise<string> {
  return inTransaction(db, async (tx) => {
    const fields = { slug: 'bench-readers', name: { fa: 'خوانندگان', en: 'Readers' }, bulletin: true };
    const { id } = mustGrant(await createContactList(tx, systemActor, fields));
    for (let number = 1; number <= count; number += 1)
      mustGrant(await addContact(tx, systemActor, id, reader(number)));
    return id;
  });
}

const reader = (number: number) => ({
  email: `reader${number}.${Math.random().toString(36).slice(2, 8)}@${readersDomain}`,
  name: `خوانندهٔ ${number}`,
  organisation: '',
  language: 'fa' as const,
});

/** An API token with which this person may decide. */
export async function tokenOf(db: Db, { id: personId }: Person): Promise<string> {
  const until = new Date(Date.now() + DAY_MS).toISOString();
  const made = await inTransaction(db, (tx) => createToken(tx, systemActor, { personId, scope: 'decide', until })); // prettier-ignore
  return mustGrant(made).token;
}

/** How many mails to staff wait to be sent, and acts to be carried out. */
export async function waitingInOutbox(db: Db): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from outbox where done_at is null`,
  );
  return rows[0]!.count;
}
