import { afterEach, describe, expect, test } from '@jest/globals';
import { get, type IncomingMessage } from 'node:http';
import request from 'supertest';
import { eq } from 'drizzle-orm';
import { signInCode } from '../../config/derive.js';
import { signInAttempts } from '../../database/schema.js';
import type { Person } from '../../domain/people/person.js';
import { draft, listening, mailedLink, secretKey, submit, testApi, withToken } from '../support/api.js';
import { administrator, crisisManagement, health, redCrescent } from '../support/cast.js';
import { office } from '../../start/cast.js';
import { waitFor } from '../support/wait-for.js';

const { secondAdministrator } = office;
const api = await testApi();
const { url } = await listening(api.app);
const open = new Set<IncomingMessage>();
afterEach(() => {
  for (const stream of open) stream.destroy();
});
const author = await withToken(api, health.officer);
const admin = await withToken(api, administrator);

const change = async (person: Person, changes: object) => {
  const { headers } = await admin.get(`/api/people/${person.id}`);
  return admin.patch(`/api/people/${person.id}`, changes, headers['etag'] ?? '');
};
const leave = async (person: Person) => {
  const { headers } = await admin.get(`/api/people/${person.id}`);
  return admin.delete(`/api/people/${person.id}`).set('If-Match', headers['etag'] ?? '');
};

describe('a manager who went to another agency', () => {
  test('speaks for the old one no more, by the API or by the link in the mail', async () => {
    const id = await draft(author);
    const shown = await submit(author, id);
    const { path, code } = await mailedLink(api, id, health.manager);
    expect((await change(health.manager, { agency: 'water' })).status).toBe(200);
    const client = await withToken(api, health.manager);
    const review = { ...shown, seat: 'health', decision: 'approve' };
    const byApi = await client.post(`/api/announcements/${id}/reviews`, review);
    expect([byApi.status, byApi.body.code]).toEqual([403, 'not_asked']);
    const byLink = await request(api.app).post(path).type('form').send({ decision: 'approve', code });
    expect(byLink.status).toBe(403);
    expect((await change(health.manager, { agency: 'health' })).status).toBe(200);
    expect((await client.post(`/api/announcements/${id}/reviews`, review)).status).toBe(201);
  });
});

describe('a reader who leaves while listening', () => {
  test('hears nothing of what happens afterwards', async () => {
    const { token } = await withToken(api, redCrescent.standIn);
    const stream = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`${url}/api/events`, { headers: { Authorization: `Bearer ${token}` } }, resolve).once(
        'error',
        reject,
      );
    });
    open.add(stream);
    let heard = '';
    let ended = false;
    stream
      .setEncoding('utf8')
      .on('data', (text: string) => (heard += text))
      .once('end', () => (ended = true));
    await waitFor('the stream', () => heard.includes('retry:'));
    const before = await draft(author);
    await submit(author, before);
    await waitFor('the first text', () => heard.includes(before));
    expect((await leave(redCrescent.standIn)).status).toBe(200);
    const after = await draft(author);
    await submit(author, after);
    await waitFor('the end of the stream', () => ended);
    expect(heard).not.toContain(after);
  });
});

describe('administrators', () => {
  test('leave and change duties until one is left, who stays', async () => {
    expect((await change(secondAdministrator, { roles: ['officer'] })).status).toBe(200);
    for (const last of [await leave(administrator), await change(administrator, { roles: [] })])
      expect([last.status, last.body.code]).toEqual([409, 'last_administrator']);
    expect((await change(secondAdministrator, { roles: ['administrator'] })).status).toBe(200);
  });
});

describe('somebody who guesses codes of a sign-in', () => {
  test('has five tries for each of three mails in ten minutes, however many sign-ins they start', async () => {
    const email = crisisManagement.manager.email;
    const started = await Promise.all(
      Array.from({ length: 8 }, () => request(api.app).post('/sign-in').send({ email })),
    );
    const attempts = started.map(({ body }) => (body as { attempt: string }).attempt);
    const signedIn = [];
    for (const attempt of attempts) {
      const code = signInCode(secretKey, attempt);
      const answer = await request(api.app).post('/sign-in').send({ attempt, code });
      signedIn.push(answer.status === 200);
    }
    expect(signedIn.filter(Boolean)).toHaveLength(3);
    const kept = await api.database.db
      .select()
      .from(signInAttempts)
      .where(eq(signInAttempts.personId, crisisManagement.manager.id));
    expect(kept).toHaveLength(3);
  });
});
