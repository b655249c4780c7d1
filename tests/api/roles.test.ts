import { describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { deliveries, fanOuts } from '../../database/schema.js';
import type { Person } from '../../domain/people/person.js';
import {
  agree,
  draft,
  release,
  someContent,
  submit,
  testApi,
  withToken,
  type Client,
} from '../support/api.js';
import { administrator, auditor, dutyOfficer, governor, health, officer, police } from '../support/cast.js';
import { staffOf } from '../../start/cast.js';

const api = await testApi();
const author = await withToken(api, health.officer);
const clients = new Map<string, Client>();
const as = async (person: Person): Promise<Client> => {
  const client = clients.get(person.id) ?? (await withToken(api, person));
  clients.set(person.id, client);
  return client;
};

interface Subject {
  readonly id: string;
  readonly version: number;
  readonly manifestSha256: string;
}
type Try = (client: Client, subject: Subject) => Promise<{ status: number }>;

/** Every act that changes something, tried on a text where nothing but the person stands against it. */
const inReview: Record<string, Try> = {
  review: (client, { id, ...shown }) =>
    client.post(`/api/announcements/${id}/reviews`, { ...shown, decision: 'approve' }),
  waiver: (client, { id }) =>
    client.post(`/api/announcements/${id}/waivers`, { seat: 'red-crescent', reason: 'دلیل' }),
  override: (client, { id, ...shown }) =>
    client.post(`/api/announcements/${id}/overrides`, { ...shown, reason: 'دلیل' }),
  takeBack: (client, { id }) => client.post(`/api/announcements/${id}/take-backs`, {}),
};
const awaiting: Record<string, Try> = {
  sign: (client, { id, ...shown }) =>
    client.post(`/api/announcements/${id}/sign-offs`, { ...shown, decision: 'sign' }),
  hold: (client, { id }) => client.post(`/api/announcements/${id}/holds`, {}),
};
const office: Record<string, Try> = {
  person: (client) =>
    client.post('/api/people', {
      email: `${randomUUID()}@example.test`,
      name: { fa: 'نام', en: 'Name' },
      roles: [],
    }),
  agency: (client) =>
    client.post('/api/agencies', { slug: `a-${randomUUID()}`, name: { fa: 'نام', en: 'Name' } }),
  list: (client) =>
    client.post('/api/contact-lists', {
      slug: `l-${randomUUID()}`,
      name: { fa: 'نام', en: 'Name' },
      bulletin: true,
    }),
  incident: (client) => client.post('/api/incidents', { title: { fa: 'سیل', en: 'Flood' } }),
  announcement: (client) =>
    client.post('/api/announcements', { kind: 'news', severity: 'routine', content: someContent() }),
  audit: (client) => client.get('/api/audit'),
  contacts: (client) => client.get('/api/contacts'),
};

const may: [string, Person, readonly string[]][] = [
  ['the governor', governor, ['waiver', 'override', 'takeBack', 'sign', 'hold', 'incident']],
  [
    'a PR officer of the office',
    officer,
    ['takeBack', 'hold', 'list', 'incident', 'announcement', 'contacts'],
  ],
  ['the duty officer', dutyOfficer, ['takeBack', 'hold', 'incident', 'announcement']],
  ['a manager whose seat is asked', police.manager, ['review']],
  ['the author', health.officer, ['takeBack', 'announcement']],
  ['an officer of an agency that is not asked', staffOf.roads.officer, ['announcement']],
  ['an administrator', administrator, ['person', 'agency', 'list', 'audit', 'contacts']],
  ['the auditor', auditor, ['audit']],
];

describe('over HTTP, each role', () => {
  test.each(may)('%s may do exactly what is theirs', async (_name, person, allowed) => {
    const client = await as(person);
    const done: string[] = [];
    for (const [name, attempt] of Object.entries(inReview)) {
      const id = await draft(author);
      if (await succeeds(attempt(client, { id, ...(await submit(author, id)) }))) done.push(name);
    }
    for (const [name, attempt] of Object.entries(awaiting)) {
      const id = await draft(author);
      const shown = await submit(author, id);
      await agree(api, id, shown);
      if (await succeeds(attempt(client, { id, ...shown }))) done.push(name);
    }
    for (const [name, attempt] of Object.entries(office))
      if (await succeeds(attempt(client, { id: '', version: 1, manifestSha256: '' }))) done.push(name);
    expect(done.toSorted()).toEqual([...allowed].toSorted());
  });

  test('recipients’ addresses are shown to the office and auditors, hidden from others', async () => {
    const id = await release(api, author);
    const { db } = api.database;
    const row = { announcementId: id, channel: 'email', language: 'fa' } as const;
    await db
      .insert(fanOuts)
      .values({ ...row, state: 'running' })
      .onConflictDoNothing();
    const recipient = {
      name: 'سارا',
      unsubscribeUrl: 'http://127.0.0.1:3000/unsubscribe/x',
      bulletin: false,
    };
    await db.insert(deliveries).values({
      ...row,
      rowNumber: 1_000_000,
      contactId: randomUUID(),
      address: 'sara@news.example',
      recipient,
    });
    const addresses = async (person: Person) => {
      const { body } = await (await as(person)).get(`/api/announcements/${id}/deliveries?limit=200`);
      return (body as { items: { address: string }[] }).items.at(-1)?.address ?? '';
    };
    expect(await addresses(officer)).not.toContain('…');
    expect(await addresses(auditor)).not.toContain('…');
    expect(await addresses(police.manager)).toMatch(/^.…@/);
  });
});

async function succeeds(answer: Promise<{ status: number }>): Promise<boolean> {
  const { status } = await answer;
  if (status >= 500) throw new Error(`answered ${status}`);
  return status < 300;
}
