import { describe, expect, test } from '@jest/globals';
import { testApi, withToken } from '../support/api.js';
import { administrator, auditor, officer, police } from '../support/cast.js';
import { contactLists } from '../../start/seed-contacts.js';
import { randomUUID } from 'node:crypto';
import request from 'supertest';

const api = await testApi();
const admin = await withToken(api, administrator);
const pr = await withToken(api, officer);

describe('people and agencies', () => {
  test('are added, changed on the revision that was seen, and every change is on record', async () => {
    const created = await admin.post('/api/people', {
      email: 'New.Person@Example.test',
      name: { fa: 'شخص تازه', en: 'New Person' },
      agency: 'health',
      roles: ['reviewer'],
    });
    expect(created.body).toMatchObject({
      email: 'new.person@example.test',
      language: 'fa',
      duty: 'officer',
      revision: 1,
    });
    const path = `/api/people/${created.body.id}`;
    const changed = await admin.patch(path, { duty: 'stand_in' }, '"1"');
    expect([changed.status, changed.headers['etag'], changed.body.duty]).toEqual([200, '"2"', 'stand_in']);
    expect((await admin.patch(path, { duty: 'manager' }, '"1"')).status).toBe(412);
    expect(
      (
        await admin.post('/api/people', {
          email: 'NEW.person@example.test',
          name: { fa: 'شخص', en: 'P' },
          roles: [],
        })
      ).body.code,
    ).toBe('email_taken');
    const gone = await request(api.app)
      .delete(path)
      .set({ Authorization: `Bearer ${admin.token}`, 'If-Match': '"2"' });
    expect(gone.body).toMatchObject({
      person: { leftAt: expect.any(String) },
      sessions: 0,
      tokens: 0,
      invitations: 0,
    });
    const audit = await (await withToken(api, auditor)).get(`/api/audit?subject=person:${created.body.id}`);
    expect(audit.body.items.map(({ action }: { action: string }) => action)).toEqual([
      'person_left',
      'person_changed',
      'person_created',
    ]);
    expect((await pr.get('/api/people')).body.items.map(({ id }: { id: string }) => id)).not.toContain(
      created.body.id,
    );
    expect((await pr.get('/api/people?left=true')).body.items.map(({ id }: { id: string }) => id)).toContain(
      created.body.id,
    );
  });

  test('an agency in use is not closed; its slug is for ever', async () => {
    const { headers, body } = await pr.get('/api/agencies/health');
    expect(body.name.en).toBe('University of Medical Sciences');
    const closing = await request(api.app)
      .delete('/api/agencies/health')
      .set({ Authorization: `Bearer ${admin.token}`, 'If-Match': headers['etag'] ?? '' });
    expect(closing.body.code).toBe('in_use');
    expect(
      (await admin.post('/api/agencies', { slug: 'health', name: { fa: 'بهداشت', en: 'Health' } })).body.code,
    ).toBe('slug_taken');
    expect((await pr.get('/api/agencies/nothing')).status).toBe(404);
  });

  test('policies are read, one for every cell', async () => {
    const { body } = await pr.get('/api/policies');
    expect(body.items.map(({ id }: { id: string }) => id)).toContain('crisis');
    const one = await pr.get('/api/policies/crisis');
    expect(one.body.policy.sign_off.signers).toContain('governor');
    expect((await pr.get('/api/policies/nothing')).status).toBe(404);
  });
});

describe('contacts', () => {
  const list = contactLists.journalists.id;

  test('are put on a list, changed and taken off it', async () => {
    const created = await pr.post('/api/contacts', { list, email: 'editor@news.example', name: 'سردبیر' });
    expect(created.status).toBe(201);
    const path = `/api/contacts/${created.body.id}`;
    const etag = created.headers['etag'] ?? '';
    expect((await pr.patch(path, { organisation: 'روزنامه' }, '"2020-01-01T00:00:00.000Z"')).status).toBe(
      412,
    );
    expect((await pr.patch(path, { organisation: 'روزنامه' }, etag)).body.organisation).toBe('روزنامه');
    expect((await pr.get('/api/contacts?q=editor')).body.items).toHaveLength(1);
    expect((await pr.delete(`/api/contact-lists/${list}/members/${created.body.id}`)).status).toBe(204);
    expect((await pr.get(`/api/contacts?list=${list}&q=editor`)).body.items).toEqual([]);
    expect(
      (await pr.post('/api/contacts', { list: randomUUID(), email: 'x@news.example' })).body.reasons[0].field,
    ).toBe('list');
  });

  test('come from CSV whole or not at all, and go out without formulas', async () => {
    const made = await pr.post('/api/contact-lists', {
      slug: 'imported',
      name: { fa: 'آمده', en: 'Imported' },
      bulletin: true,
    });
    const upload = (csv: string, query: string, key: string = randomUUID()) =>
      request(api.app)
        .post(`/api/contact-imports?list=imported&${query}`)
        .set({ Authorization: `Bearer ${pr.token}`, 'Idempotency-Key': key, 'Content-Type': 'text/csv' })
        .send(csv);
    const csv = 'رایانامه,نام\r\nali@news.example,=HYPERLINK("http://x")\r\nsara@news.example,سارا\r\n';
    const dry = await upload(csv, 'dryRun=true');
    expect(dry.body).toMatchObject({ dryRun: true, rows: 2, created: 2 });
    expect((await pr.get(`/api/contacts?list=${made.body.id}`)).body.items).toEqual([]);
    const broken = await upload(`${csv}nobody,x\r\n`, 'dryRun=false');
    expect(broken.body).toMatchObject({ code: 'csv', reasons: [{ line: 4 }] });
    const done = await upload(csv, 'dryRun=false', 'once');
    expect(done.body).toMatchObject({ dryRun: false, created: 2, addedToList: 2 });
    expect((await upload(csv, 'dryRun=false', 'once')).text).toBe(done.text);
    expect((await upload('other', 'dryRun=false', 'once')).body.code).toBe('idempotency_key_reused');
    const file = await pr.get(`/api/contact-lists/${made.body.id}/export`);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.headers['content-disposition']).toBe('attachment; filename=imported.csv');
    expect(file.text).not.toMatch(/(^|,)"?=/m);
    expect((await upload('x', 'dryRun=false&x=1')).status).toBe(400);
  });

  test('are nobody else’s to see', async () => {
    const stranger = await withToken(api, police.officer);
    expect((await stranger.get('/api/contacts')).body.code).toBe('not_permitted');
    expect((await stranger.get(`/api/contact-lists/${list}/export`)).status).toBe(403);
  });
});

test('an incident is opened once and numbers its own texts', async () => {
  const body = { title: { fa: 'سیل درهٔ سیمین', en: 'Flood in Simin Valley' } };
  const [one, two] = [
    await pr.post('/api/incidents', body, 'flood'),
    await pr.post('/api/incidents', body, 'flood'),
  ];
  expect(two.body).toEqual(one.body);
  expect(one.body).toMatchObject({ drill: false, lastNumber: 0, openedBy: { id: officer.id } });
  expect((await pr.get(`/api/incidents/${one.body.id}`)).body).toEqual(one.body);
  expect((await pr.post('/api/incidents', { title: { fa: 'a\nb', en: 'x' } })).status).toBe(422);
});

test('the audit is read page by page', async () => {
  const reader = await withToken(api, auditor);
  const first = await reader.get('/api/audit?limit=3');
  const second = await reader.get(`/api/audit?limit=3&cursor=${first.body.next}`);
  const positions = [...first.body.items, ...second.body.items].map(
    ({ position }: { position: number }) => position,
  );
  expect(positions).toEqual(positions.toSorted((a: number, b: number) => b - a));
  expect(new Set(positions).size).toBe(6);
});
