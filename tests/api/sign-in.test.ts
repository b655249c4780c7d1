import { describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import request from 'supertest';
import { signInCode, signInToken } from '../../config/derive.js';
import { inTransaction } from '../../database/connection.js';
import { personLeaves } from '../../database/people.js';
import { outbox, people, sessions, signInAttempts } from '../../database/schema.js';
import { cliActor } from '../../database/audit.js';
import { secretKey, signedIn, testApi, testApiOn, withToken } from '../support/api.js';
import { administrator, governor, health, officer, police } from '../support/cast.js';

const api = await testApi();
const { db } = api.database;
const live = testApiOn(api.database, { mode: 'live', baseUrl: 'https://eblagh.example.test' });

const attempts = () => db.select().from(signInAttempts);
const mails = async () => (await db.select().from(outbox)).filter(({ key }) => key.startsWith('sign-in/'));

describe('in a trial', () => {
  test('a person is chosen, by id or address, and gets a session no script can read', async () => {
    for (const person of [governor.id, governor.email]) {
      const answer = await request(api.app).post('/sign-in').send({ person });
      expect(answer.body).toEqual({
        person: { id: governor.id, email: governor.email, name: governor.name },
      });
      expect(answer.headers['set-cookie']?.[0]).toMatch(
        /^eblagh=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
      );
    }
    const form = await request(api.app)
      .post('/sign-in')
      .type('form')
      .send({ person: governor.id, next: '/desk?lang=en' });
    expect([form.status, form.headers['location']]).toEqual([303, '/desk?lang=en']);
  });

  test('only addresses of this site are gone to afterwards', async () => {
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/desk\r\nX: y',
    ]) {
      const form = await request(api.app).post('/sign-in').type('form').send({ person: governor.id, next });
      expect(form.headers['location']).toBe('/desk');
    }
  });

  test('nobody is signed in by a GET, whatever it carries', async () => {
    const agent = request.agent(api.app);
    for (const path of ['/sign-in', `/sign-in?person=${governor.id}`, '/sign-in/anything', '/sign-out'])
      await agent.get(path);
    await agent.get('/desk').expect(303);
  });

  test('a page of another site can sign nobody in', async () => {
    const from = (headers: Record<string, string>) =>
      request(api.app).post('/sign-in').set(headers).type('form').send({ person: governor.id });
    expect((await from({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await from({ 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
    expect((await from({ Origin: 'https://evil.example' })).status).toBe(403);
    expect((await from({ Origin: 'null' })).status).toBe(403);
    expect((await from({ 'Sec-Fetch-Site': 'same-origin', Origin: 'null' })).status).toBe(303);
    expect((await from({ Origin: 'http://127.0.0.1:3000' })).status).toBe(303);
  });

  test('an older browser on a page without referrer sends `Origin: null`, and its form token is enough', async () => {
    const agent = request.agent(api.app);
    const page = await agent.get('/sign-in');
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    await agent
      .post('/sign-in')
      .set('Origin', 'null')
      .type('form')
      .send({ person: governor.id, csrf })
      .expect(303);
    await request(api.app)
      .post('/sign-in')
      .set('Origin', 'null')
      .type('form')
      .send({ person: governor.id, csrf })
      .expect(403);
  });

  test('a proxy that speaks for another computer is turned away', async () => {
    const from = (headers: Record<string, string>) => request(api.app).get('/healthz').set(headers);
    expect((await from({ 'X-Forwarded-For': '203.0.113.7' })).status).toBe(403);
    expect((await from({ Forwarded: 'for=203.0.113.7;proto=https' })).status).toBe(403);
    expect((await from({ Host: 'rebound.example' })).status).toBe(403);
    expect((await from({ 'X-Forwarded-For': '127.0.0.1, ::1' })).status).toBe(200);
  });
});

describe('live', () => {
  test('choosing a person is refused; the way in is a mail with a link and a code', async () => {
    const chosen = await request(live.app).post('/sign-in').send({ person: governor.id });
    expect(chosen.body.code).toBe('trial_only');
    const agent = request.agent(live.app);
    const before = (await mails()).length;
    const answer = await agent
      .post('/sign-in')
      .send({ email: ` ${officer.email.toUpperCase()} ` })
      .expect(200);
    const { attempt } = answer.body as { attempt: string };
    expect(await mails()).toHaveLength(before + 1);
    const code = signInCode(secretKey, attempt);
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await agent.post('/sign-in').send({ attempt, code: wrong })).body).toMatchObject({
      code: 'code_wrong',
      reasons: [{ triesLeft: 4 }],
    });
    const done = await agent.post('/sign-in').send({ attempt, code });
    expect(done.body.person.id).toBe(officer.id);
    expect(done.headers['set-cookie']?.[0]).toMatch(
      /^__Host-eblagh=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect((await agent.post('/sign-in').send({ attempt, code })).status).toBe(403);
  });

  test('the link of the mail shows a form and signs nobody in; the form with its code does', async () => {
    const { body } = await request(live.app).post('/sign-in').send({ email: police.officer.email });
    const { attempt } = body as { attempt: string };
    const path = `/sign-in/${signInToken(secretKey, attempt)}`;
    const agent = request.agent(live.app);
    for (let times = 0; times < 20; times += 1) await agent.get(path).expect(200);
    const page = await agent.get(path);
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(page.text).toContain(`value="${attempt}"`);
    expect(await db.select().from(sessions).where(eq(sessions.personId, police.officer.id))).toEqual([]);
    await agent
      .post('/sign-in')
      .type('form')
      .send({ attempt, code: signInCode(secretKey, attempt) })
      .expect(303);
  });

  test('an address nobody has is answered alike, and no mail goes out', async () => {
    const before = (await mails()).length;
    const unknown = await request(live.app).post('/sign-in').send({ email: 'nobody@example.test' });
    expect(unknown.status).toBe(200);
    expect(Object.keys(unknown.body as object)).toEqual(['attempt']);
    expect(await mails()).toHaveLength(before);
  });

  test('five wrong codes end the attempt, the right one too', async () => {
    const { body } = await request(live.app).post('/sign-in').send({ email: health.officer.email });
    const { attempt } = body as { attempt: string };
    const code = signInCode(secretKey, attempt);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let times = 0; times < 5; times += 1)
      await request(live.app).post('/sign-in').send({ attempt, code: wrong });
    expect((await request(live.app).post('/sign-in').send({ attempt, code })).body.code).toBe(
      'code_exhausted',
    );
  });

  test('nobody is sent more than three mails in ten minutes', async () => {
    const before = (await mails()).length;
    for (let times = 0; times < 6; times += 1)
      await request(live.app).post('/sign-in').send({ email: police.manager.email });
    expect(await mails()).toHaveLength(before + 3);
    expect((await attempts()).length).toBeGreaterThan(0);
  });
});

describe('leaving', () => {
  test('signing out ends the session on the server', async () => {
    const agent = await signedIn(api, governor);
    const page = await agent.get('/desk').expect(200);
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    await agent.post('/sign-out').type('form').send({}).expect(403);
    await agent.post('/sign-out').type('form').send({ csrf }).expect(303);
    await agent.get('/desk').expect(303);
  });

  test('a person who leaves loses sessions and tokens at once', async () => {
    const agent = await signedIn(api, police.standIn);
    const client = await withToken(api, police.standIn);
    await agent.get('/desk').expect(200);
    await client.get('/api/announcements').expect(200);
    const [row] = await db.select().from(people).where(eq(people.id, police.standIn.id));
    await inTransaction(db, (tx) => personLeaves(tx, cliActor, police.standIn.id, row!.revision));
    await agent.get('/desk').expect(303);
    await client.get('/api/announcements').expect(401);
    const gone = await request(api.app).post('/sign-in').send({ person: police.standIn.id });
    expect(gone.body.code).toBe('person_left');
  });

  test('a session of another site can change nothing through the API', async () => {
    const agent = await signedIn(api, administrator);
    const body = { slug: 'weather', name: { fa: 'هواشناسی', en: 'Weather' } };
    const send = (headers: Record<string, string>) =>
      agent
        .post('/api/agencies')
        .set({ 'Idempotency-Key': 'k', ...headers })
        .send(body);
    expect((await send({ 'Sec-Fetch-Site': 'cross-site' })).body.code).toBe('cross_site_request');
    expect((await send({ Origin: 'https://evil.example' })).body.code).toBe('cross_site_request');
    expect((await send({ Origin: 'null' })).body.code).toBe('cross_site_request');
    const form = await agent
      .post('/api/agencies')
      .set('Idempotency-Key', 'k')
      .type('form')
      .send({ slug: 'weather' });
    expect(form.status).toBe(415);
    expect((await send({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(201);
  });
});

test('no token, code, cookie or address of a sign-in is ever logged', async () => {
  const { body } = await request(live.app).post('/sign-in').send({ email: health.manager.email });
  const { attempt } = body as { attempt: string };
  await request(live.app).get(`/sign-in/${signInToken(secretKey, attempt)}`);
  const answer = await request(live.app)
    .post('/sign-in')
    .send({ attempt, code: signInCode(secretKey, attempt) });
  const cookie = /=([\w-]{43});/.exec(answer.headers['set-cookie']?.[0] ?? '')?.[1] ?? 'none';
  const log = live.log.join('\n');
  expect(log).toContain('/sign-in/[cut]');
  for (const secret of [
    signInToken(secretKey, attempt),
    signInCode(secretKey, attempt),
    cookie,
    health.manager.email,
  ])
    expect(log).not.toContain(secret);
});
