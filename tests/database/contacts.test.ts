import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { cliActor } from '../../database/audit.js';
import { inTransaction } from '../../database/connection.js';
import { importContacts } from '../../database/contact-import.js';
import { changeContactList, createContactList, listContactLists } from '../../database/contact-lists.js';
import {
  addContact,
  changeContact,
  listContacts,
  removeFromList,
  type ContactFields,
} from '../../database/contacts.js';
import { parseEmail } from '../../database/email-address.js';
import { mustGrant } from '../../database/ruling.js';
import { audit, contacts } from '../../database/schema.js';
import { unsubscribe, unsubscription } from '../../database/unsubscribes.js';
import { freshDatabase } from '../support/database.js';

const { db } = await freshDatabase();
let journalists = '';

const newList = (slug: string) =>
  inTransaction(db, async (tx) =>
    mustGrant(
      await createContactList(tx, cliActor, {
        slug,
        name: { fa: 'خبرنگاران', en: 'Journalists' },
        bulletin: true,
      }),
    ),
  );
beforeAll(async () => void (journalists = (await newList('journalists')).id));
beforeEach(async () => {
  await db.delete(contacts);
});

async function* bytes(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part;
}
const importFile = (parts: (string | Uint8Array)[], options: { dryRun?: boolean; list?: string } = {}) =>
  importContacts(db, cliActor, { list: journalists, input: bytes(...parts), dryRun: false, ...options });
const stored = async () => (await listContacts(db, { list: journalists, limit: 100 })).contacts;
describe('an address', () => {
  test.each([
    ['Ali@Example.COM', 'ali@example.com'],
    [' first.last+tag@example.test ', 'first.last+tag@example.test'],
    ['sara@نمونه.example', 'sara@xn--mgbuhv9a.example'],
    ["o'hara@example.test", "o'hara@example.test"],
  ])('%s is one mailbox under %s', (written, key) => {
    const parsed = parseEmail(written);
    expect(parsed?.address).toBe(written.trim());
    expect(parsed?.key.replace(/xn--\w+/, 'xn')).toBe(key.replace(/xn--\w+/, 'xn'));
  });

  test.each([
    '', 'nobody', '@example.test', 'a@', 'a@b', '"a b"@example.test', '"a"@example.test', 'a b@example.test', 'a@exa mple.test',
    'a..b@example.test', '.a@example.test', 'a.@example.test', 'a@example..test', 'a@-example.test', 'a@[127.0.0.1]', 'a@127.0.0.1',
    'a@example.test, b@example.test', 'a@example.test\r\nBcc: c@example.test', 'a\u0000@example.test', 'a@example.test\u202E',
    `${'a'.repeat(65)}@example.test`, `a@${'b'.repeat(64)}.test`, `a@${'b.'.repeat(126)}test`, 'علی@example.test', 'a@example.test/x',
    'a@example.test%00', 'a@exam%70le.test',
  ])('%j is none', (text) => expect(parseEmail(text)).toBeNull()); // prettier-ignore
});

describe('a contact', () => {
  const fields = { email: 'ali@example.test', name: 'علی', organisation: 'روزنامه', language: 'fa' } as const;
  const add = (changes = {}) =>
    inTransaction(db, async (tx) =>
      mustGrant(await addContact(tx, cliActor, journalists, { ...fields, ...changes })),
    );

  test('in another spelling of its address is the same contact', async () => {
    const first = await add();
    const second = await add({ email: 'ALI@example.test', name: 'علی رضایی' });
    expect(second).toMatchObject({ id: first.id, name: 'علی رضایی', email: 'ali@example.test' });
    expect(await stored()).toHaveLength(1);
  });

  test('changes, but not into another', async () => {
    const ali = await add();
    await add({ email: 'sara@example.test' });
    const change = (changes: Partial<ContactFields>) =>
      inTransaction(db, (tx) => changeContact(tx, cliActor, ali.id, changes));
    expect(await change({ organisation: 'خبرگزاری' })).toMatchObject({
      ok: true,
      value: { organisation: 'خبرگزاری' },
    });
    expect(await change({ email: 'SARA@example.test' })).toEqual({
      ok: false,
      refusals: [{ code: 'email_taken', email: 'sara@example.test' }],
    });
    expect(await change({ name: 'a\r\nBcc: all@example.test' })).toEqual({
      ok: false,
      refusals: [{ code: 'text_control_character', field: 'name' }],
    });
  });

  test('leaves a list and stays known', async () => {
    const { id } = await add();
    expect(await inTransaction(db, (tx) => removeFromList(tx, cliActor, journalists, id))).toMatchObject({
      ok: true,
    });
    expect(await stored()).toEqual([]);
    expect((await listContacts(db, { limit: 10 })).contacts).toHaveLength(1);
    expect(await inTransaction(db, (tx) => removeFromList(tx, cliActor, journalists, id))).toMatchObject({
      ok: false,
    });
  });

  test('unsubscribes once, and keeps the first moment', async () => {
    const { id } = await add();
    expect(await unsubscription(db, id)).toEqual({ at: null });
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => inTransaction(db, (tx) => unsubscribe(tx, id, 'one_click'))),
    );
    expect(outcomes.toSorted()).toEqual(['already', 'already', 'unsubscribed']);
    expect(await inTransaction(db, (tx) => unsubscribe(tx, crypto.randomUUID(), 'page'))).toBe('unknown');
    const entries = await db.select().from(audit).where(eq(audit.subjectId, id)).orderBy(audit.position);
    expect(entries.map(({ action }) => action)).toEqual(['contact_added', 'contact_unsubscribed']);
  });

  test('is found by part of a name, address or organisation, with wildcards taken literally', async () => {
    await add();
    await add({ email: 'sara_1@example.test', name: 'سارا ٪', organisation: '100%' });
    const found = async (search: string) =>
      (await listContacts(db, { search, limit: 10 })).contacts.map(({ email }) => email);
    expect(await found('علی')).toEqual(['ali@example.test']);
    expect(await found('a_1')).toEqual(['sara_1@example.test']);
    expect(await found('0%')).toEqual(['sara_1@example.test']);
    expect(await found('%')).toEqual(['sara_1@example.test']);
  });
});

test('a list is changed under its revision and counts its contacts', async () => {
  const list = await newList('counted');
  await importFile(['email\na@example.test\nb@example.test\n'], { list: list.id });
  const changed = await inTransaction(db, (tx) =>
    changeContactList(tx, cliActor, list.id, 1, { bulletin: false }),
  );
  expect(changed).toMatchObject({ ok: true, value: { revision: 2, bulletin: false } });
  expect((await listContactLists(db)).find(({ slug }) => slug === 'counted')).toMatchObject({ members: 2 });
  expect(
    await inTransaction(db, (tx) => changeContactList(tx, cliActor, list.id, 1, { bulletin: true })),
  ).toMatchObject({
    ok: false,
  });
});
