import { describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { draft, signedIn, someContent, submit, testApi, withToken } from '../support/api.js';
import { administrator, health, officer } from '../support/cast.js';

const api = await testApi();
const author = await withToken(api, health.officer);
const manager = await withToken(api, health.manager);
const admin = await withToken(api, administrator);

type Texts = Record<string, unknown>;
const withFa = (fa: Texts) => {
  const content = someContent();
  return { ...content, texts: { ...content.texts, fa: { ...content.texts.fa, ...fa } } };
};
const create = (content: unknown) =>
  author.post('/api/announcements', { kind: 'announcement', severity: 'crisis', content });

/** What an author may send instead of a headline: refused by the field's name, or kept to the byte. */
const refused: [string, unknown, string][] = [
  ['an object that a mailer would read as a file', { path: '/etc/passwd' }, 'content.texts.fa.body'],
  [
    'an object that a mailer would write as a header',
    { prepared: true, value: 'x' },
    'content.texts.fa.body',
  ],
  ['a list', ['متن'], 'content.texts.fa.body'],
  ['a number', 7, 'content.texts.fa.body'],
  ['nothing', null, 'content.texts.fa.body'],
  ['two hundred thousand letters and one', 'م'.repeat(200_001), 'content.texts.fa.body'],
  ['a text longer than any channel carries', 'م'.repeat(100_000), 'texts.fa.body'],
  ['NUL', 'پیش\u0000پس', 'texts.fa.body'],
  ['a bell', 'پیش\u0007پس', 'texts.fa.body'],
  ['a lone surrogate', 'پیش\ud800پس', 'texts.fa.body'],
  ['a bidi override', 'پیش\u202eپس', 'texts.fa.body'],
];
const kept: [string, string][] = [
  [
    'right-to-left with English and phone numbers',
    'با EMS تماس بگیرید: ۱۱۵ یا +98 34 3212 0000 (شبانه‌روزی)',
  ],
  ['emoji and marks', 'هشدار 🚨👨‍👩‍👧 و حَرَکات و می‌شود'],
  ['what looks like a slot', '{{number}} ${number} {"slot":"number","form":"plain"} [[verify_url]]'],
  ['what looks like markup and is not', 'دما < ۵ و فشار > ۲ & باد'],
  ['a TAB', 'یک\tدو'],
];

describe('hostile texts', () => {
  test.each(refused)('%s is refused by the name of its field', async (_name, body, field) => {
    const answer = await create(withFa({ body }));
    expect([400, 422]).toContain(answer.status);
    expect(answer.body.reasons.map((reason: { field?: string }) => reason.field)).toContain(field);
  });

  test.each(kept)('%s is kept to the letter and shown to the letter', async (_name, body) => {
    const id = await draft(author, { content: withFa({ body }) });
    const read = await author.get(`/api/announcements/${id}`);
    expect(read.body.draft.content.texts.fa.body).toBe(body.normalize('NFC'));
  });

  test('a headline with a line end is refused before it could end a mail header', async () => {
    const answer = await create(withFa({ headline: 'راه بسته است\r\nBcc: everyone@example.test' }));
    expect(answer.body.code).toBe('text_control_character');
  });

  test('keys of the prototype are unknown fields, wherever they stand', async () => {
    for (const json of [
      '{"__proto__":{"admin":true}}',
      '{"constructor":{"prototype":{"admin":true}}}',
      '{"toString":"x"}',
    ]) {
      const whole = JSON.stringify({ kind: 'announcement', severity: 'crisis', content: someContent() });
      const answer = await request(api.app)
        .post('/api/announcements')
        .set({
          Authorization: `Bearer ${author.token}`,
          'Idempotency-Key': randomUUID(),
          'Content-Type': 'application/json',
        })
        .send(`${whole.slice(0, -1)},${json.slice(1)}`);
      expect(({} as { admin?: boolean }).admin).toBeUndefined();
      expect([400, 201]).toContain(answer.status);
      if (answer.status === 201) expect(answer.text).not.toContain('admin');
    }
  });

  test('notes and reasons are held to the same rules', async () => {
    const id = await draft(author);
    const shown = await submit(author, id);
    const say = (note: string) =>
      manager.post(`/api/announcements/${id}/reviews`, { ...shown, decision: 'reject', note });
    expect((await say('نه\u0000')).body).toMatchObject({ code: 'text_control_character' });
    expect((await say('نه\ud800')).body).toMatchObject({ code: 'text_lone_surrogate' });
    expect((await say('ن'.repeat(5_001))).body.code).toBe('text_too_long');
  });

  test('names of people are one line, and nothing in them is hidden', async () => {
    const person = (name: string) =>
      admin.post('/api/people', {
        email: `${randomUUID()}@example.test`,
        name: { fa: name, en: 'Name' },
        roles: ['officer'],
        agency: 'health',
      });
    for (const name of ['نام\r\nBcc: x@example.test', 'نام\u202e', 'نام\u200b', 'نام\ud800'])
      expect((await person(name)).status).toBe(422);
    expect((await person('نامِ بی‌عیب')).status).toBe(201);
  });
});

describe('hostile requests', () => {
  const send = (body: string, type = 'application/json') =>
    request(api.app)
      .post('/api/announcements')
      .set({ Authorization: `Bearer ${author.token}`, 'Idempotency-Key': randomUUID(), 'Content-Type': type })
      .send(body);

  test('what is no JSON, too large, or of another type is refused in words', async () => {
    expect((await send('{"kind":')).body).toMatchObject({
      code: 'invalid_request',
      reasons: [{ field: 'body' }],
    });
    expect((await send(`"${'x'.repeat(3_200_000)}"`)).body).toMatchObject({ code: 'too_large', status: 413 });
    expect((await send('kind=news', 'application/x-www-form-urlencoded')).body.code).toBe(
      'unsupported_media_type',
    );
    expect((await send('{}', 'application/json; charset=iso-8859-1')).status).toBe(415);
    expect((await send('"text"')).status).toBe(400);
    expect((await send('[]')).status).toBe(400);
  });

  test('unknown nouns, methods and malformed addresses are not found', async () => {
    for (const path of [
      '/api/nothing',
      '/api/templates',
      '/api/drills',
      '/api/announcements/%ff',
      '/api/announcements/..%2f..%2fetc',
    ]) {
      expect((await author.get(path)).status).toBe(404);
    }
    const answer = await request(api.app)
      .trace('/api/announcements')
      .set('Authorization', `Bearer ${author.token}`);
    expect(answer.status).toBe(404);
  });

  test('a query, a cursor or a header made up does no harm', async () => {
    for (const query of [
      'limit=0',
      'limit=9999',
      'limit=abc',
      'status=nothing',
      'unknown=1',
      'status=draft&status=released',
    ]) {
      expect((await author.get(`/api/announcements?${query}`)).status).toBe(400);
    }
    for (const cursor of [
      'x',
      Buffer.from('["2026","x"]').toString('base64url'),
      Buffer.from('[1,2]').toString('base64url'),
    ]) {
      expect((await author.get(`/api/announcements?cursor=${cursor}`)).status).toBe(200);
    }
    const wrong = await request(api.app).get('/api/announcements').set('Authorization', 'Basic YTpi');
    expect([wrong.status, wrong.headers['www-authenticate']]).toEqual([401, 'Bearer realm="eblagh"']);
    expect(
      (await request(api.app).get('/api/announcements').set('Authorization', 'Bearer eblagh_nothing')).status,
    ).toBe(401);
  });

  test('GET and HEAD, twenty times each on every page, change nothing', async () => {
    const id = await draft(author);
    await submit(author, id);
    const agent = await signedIn(api, officer);
    const before = await fingerprint();
    const paths = [
      '/',
      `/announcements/${id}`,
      '/feed.atom',
      '/sign-in',
      '/desk',
      `/desk/announcements/${id}`,
      '/api/announcements',
      `/api/announcements/${id}`,
      '/drill',
      '/unsubscribe/x',
    ];
    for (let times = 0; times < 20; times += 1)
      for (const path of paths) await (times % 2 ? agent.get(path) : agent.head(path));
    expect(await fingerprint()).toEqual(before);
  });
});

/** What every table holds, but for when sessions were last seen. */
async function fingerprint(): Promise<Record<string, string>> {
  const { rows } = await api.database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const entries = await Promise.all(
    rows.map(async ({ name }) => {
      const what = name === 'sessions' ? `to_jsonb(t) - 'seen_at'` : 'to_jsonb(t)';
      const { rows: found } = await api.database.pool.query<{ hash: string }>(
        `select coalesce(md5(string_agg((${what})::text, ',' order by (${what})::text)), '') as hash from "${name}" t`,
      );
      return [name, found[0]?.hash ?? ''] as const;
    }),
  );
  return Object.fromEntries(entries);
}
