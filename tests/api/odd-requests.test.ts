import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import {
  agree,
  mailedLink,
  draft,
  release,
  signedIn,
  someContent,
  submit,
  testApi,
  withToken,
} from '../support/api.js';
import { administrator, governor, health, officer, police } from '../support/cast.js';

const api = await testApi();
const author = await withToken(api, health.officer);
const released = await release(api, author);

const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const nobody = '00000000-0000-0000-0000-000000000000';
const cursors = [
  cursor('2026-01-01', '-'.repeat(36)),
  cursor('0000-01-01 00:00:00+00', nobody),
  cursor('99999999999999999999', nobody),
  cursor('1', `${nobody.slice(0, -1)}\u0000`),
  cursor({ path: '/etc/passwd' }, []),
  cursor(null),
  '\u0000',
  'x',
];

describe('addresses that no page of ours writes', () => {
  test('a NUL parts words like a space', async () => {
    const page = await request(api.app).get('/').query({ q: 'سیمین\u0000بسته' });
    expect([page.status, page.text.includes(released)]).toEqual([200, true]);
  });

  test.each(['%', '_', '\\', "' or 1=1 --", '9'.repeat(30)])(
    'the newsroom looks for %j and finds nothing',
    async (words) => {
      const page = await request(api.app).get('/').query({ q: words });
      expect([page.status, page.text.includes(released)]).toEqual([200, false]);
    },
  );

  test.each(cursors)('a cursor that was not made here (%s) leads to the first page', async (made) => {
    for (const name of ['before', 'after']) {
      const page = await request(api.app)
        .get('/')
        .query({ [name]: made });
      expect([page.status, page.text.includes(released)]).toEqual([200, true]);
    }
    for (const path of [
      '/api/announcements',
      '/api/contacts',
      '/api/audit',
      `/api/announcements/${released}/deliveries`,
    ]) {
      const client = await withToken(api, path === '/api/audit' ? administrator : officer, 'read');
      const { status } = await client.get(`${path}?${new URLSearchParams({ cursor: made }).toString()}`);
      expect([path, status]).toEqual([path, made === '\u0000' ? 400 : 200]);
    }
  });

  test('links that are malformed and links that nobody was sent are answered alike', async () => {
    const unknown = await request(api.app).get(`/d/${'a'.repeat(43)}`);
    for (const token of ['x', '%ff', '%E0%A4%A', '%00', 'a'.repeat(5_000)]) {
      const malformed = await request(api.app).get(`/d/${token}`);
      expect([malformed.status, malformed.text]).toEqual([404, unknown.text]);
      expect(malformed.headers['referrer-policy']).toBe('no-referrer');
    }
  });

  test('an identifier in capitals names the same announcement, to its last process', async () => {
    const id = await draft(author);
    const answer = await author.post(`/api/announcements/${id.toUpperCase()}/submissions`, { revision: 1 });
    expect([answer.status, answer.body.outcome]).toEqual([201, 'applied']);
  });
});

describe('ways in that no form of ours takes', () => {
  test.each(['\u0000', 'a\u0000@example.test', 'a@b\r\nBcc: c@d.test'])(
    'the address %j is answered like any other',
    async (email) => {
      const answer = await request(api.app).post('/sign-in').type('form').send({ email });
      expect(answer.status).toBe(200);
    },
  );

  test.each(['-'.repeat(36), 'f'.repeat(36), nobody, '\u0000'])('the attempt %j is over', async (attempt) => {
    const answer = await request(api.app).post('/sign-in').send({ attempt, code: '123456' });
    expect([answer.status, answer.body.code]).toEqual([403, 'code_exhausted']);
    expect(answer.type).toBe('application/problem+json');
  });
});

describe('texts that name what is not there', () => {
  const start = (wish: object) =>
    author.post('/api/announcements', {
      kind: 'announcement',
      severity: 'crisis',
      content: someContent(),
      ...wish,
    });

  test('an unknown incident, or a real one for a drill, is refused by its field', async () => {
    const office = await withToken(api, officer);
    const opened = await office.post('/api/incidents', { title: { fa: 'سیلاب', en: 'Flood' } });
    for (const wish of [{ incident: nobody }, { incident: opened.body.id, drill: true }]) {
      const answer = await start(wish);
      expect([answer.status, answer.body.reasons[0].field]).toEqual([400, 'incident']);
    }
  });

  test('a text replaced twice over is replaced once', async () => {
    const answer = await start({ kind: 'correction', replaces: [released, released.toUpperCase()] });
    expect([answer.status, answer.body.replaces]).toEqual([201, [released]]);
  });

  test('nothing can be attached yet, whatever it is called', async () => {
    for (const mediaType of ['image/png', 'ima\u0000ge/png', 'x\ud800/y']) {
      const attachments = [{ sha256: 'a'.repeat(64), mediaType, alt: { fa: 'نقشه', en: 'Map' } }];
      const answer = await start({ content: { ...someContent(), attachments } });
      expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
    }
  });
});

describe('a signature with two answers to one question', () => {
  test('a moment beside «now» is refused: it would have gone out at once', async () => {
    const id = await draft(author);
    const shown = await submit(author, id);
    await agree(api, id, shown);
    const client = await withToken(api, governor);
    const at = new Date(Date.now() + 86_400_000).toISOString();
    const answer = await client.post(`/api/announcements/${id}/sign-offs`, {
      ...shown,
      decision: 'sign',
      at,
    });
    expect([answer.status, answer.body.reasons[0].field]).toEqual([400, 'at']);
    const read = await client.get(`/api/announcements/${id}`);
    expect(read.body.status).toBe('awaiting_sign_off');
  });
});

describe('a reader who opens an old receipt', () => {
  test('is told that the decision does not count for a newer version', async () => {
    const id = await draft(author);
    await submit(author, id);
    const { path, code } = await mailedLink(api, id, police.manager);
    await request(api.app).post(path).type('form').send({ decision: 'approve', code }).expect(303);
    expect((await request(api.app).get(path)).text).toContain('کار شما تمام است');
    await author.post(`/api/announcements/${id}/take-backs`, {});
    const old = await request(api.app).get(path);
    expect(old.text).not.toContain('کار شما تمام است');
    expect(old.text).toContain('آن نسخه دیگر در بررسی نیست');
  });

  test('is told that they retracted it', async () => {
    const id = await draft(author);
    await submit(author, id);
    const { path, code } = await mailedLink(api, id, police.manager);
    await request(api.app).post(path).type('form').send({ decision: 'approve', code }).expect(303);
    const manager = await signedIn(api, police.manager);
    const read = await manager.get(`/api/announcements/${id}`);
    const seat = read.body.inFlight.seats.find((one: { seat: string }) => one.seat === 'police');
    await manager
      .post(`/api/announcements/${id}/retractions`)
      .set('Idempotency-Key', id)
      .send({ decision: seat.decision.id })
      .expect(201);
    expect((await request(api.app).get(path)).text).toContain('تصمیم خود را پس گرفتید');
  });
});
