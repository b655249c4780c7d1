import { describe, expect, test } from '@jest/globals';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { temporalLink } from '../../api/temporal.js';
import { createApp } from '../../api/app.js';
import { signedIn, testApi, testApiOn, withToken } from '../support/api.js';
import { administrator, health, officer, police } from '../support/cast.js';

const api = await testApi();

describe('health', () => {
  test('tells each dependency apart; without the deciding service or mail the product still serves', async () => {
    await request(api.app).get('/healthz').expect(200, { status: 'alive' });
    const answer = await request(api.app).get('/readyz').expect(200);
    expect(answer.body).toEqual({
      status: 'degraded',
      database: 'up',
      temporal: 'up',
      redis: 'absent',
      smtp: 'down',
    });
    await request(api.app).get('/readyz/smtp').expect(503, { smtp: 'down' });
    await request(api.app).get('/readyz/database').expect(200, { database: 'up' });
    await request(api.app).get('/readyz/nothing').expect(404);
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const app = createApp({
      ...api.context,
      settings: { ...api.context.settings, smtpUrl: `smtp://127.0.0.1:${port}` },
    });
    expect((await request(app).get('/readyz')).body).toMatchObject({ status: 'ready', smtp: 'up' });
    server.close();
  });

  test('a Temporal that is away is said to be, within a moment', async () => {
    const away = temporalLink('127.0.0.1:9', 'default');
    const app = createApp({ ...api.context, temporal: away });
    expect((await request(app).get('/readyz')).body).toMatchObject({ status: 'degraded', temporal: 'down' });
    await away.close();
  });

  test('a database that is away is 503 with words, and nothing else breaks', async () => {
    const nowhere = testApiOn({ ...api.database, db: api.database.db, url: 'postgres://x@127.0.0.1:9/x' });
    const broken = new Proxy(api.database.db, { get: () => () => { throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }); } }); // prettier-ignore
    const app = createApp({ ...nowhere.context, db: broken });
    expect((await request(app).get('/readyz')).body).toMatchObject({
      status: 'unavailable',
      database: 'down',
    });
    const page = await request(app).get('/?lang=en');
    expect([page.status, page.headers['retry-after']]).toEqual([503, '5']);
    const answer = await request(app).get('/api/announcements').set('Authorization', 'Bearer x');
    expect(answer.body).toMatchObject({ code: 'unavailable', status: 503, reasons: [{ what: 'database' }] });
  });
});

describe('metrics', () => {
  test('are for this computer, or for a token of somebody who looks after the product', async () => {
    const local = await request(api.app).get('/metrics').expect(200);
    expect(local.text).toContain('eblagh_http_request_seconds');
    expect(local.text).toContain('eblagh_outbox_open');
    expect(local.text).not.toMatch(/example\.test|Bearer/);
    const live = testApiOn(api.database, { mode: 'live', baseUrl: 'https://eblagh.example.test' });
    const proxied = (token?: string) =>
      request(live.app)
        .get('/metrics')
        .set({ 'X-Forwarded-For': '203.0.113.7', ...(token ? { Authorization: `Bearer ${token}` } : {}) });
    expect((await proxied()).status).toBe(404);
    expect((await proxied((await withToken(api, officer)).token)).status).toBe(404);
    expect((await proxied((await withToken(api, administrator)).token)).status).toBe(200);
  });
});

describe('headers', () => {
  test('of every answer are strict; HSTS on https alone', async () => {
    const agent = await signedIn(api, officer);
    for (const path of ['/', '/sign-in', '/desk', '/api/announcements', '/nothing', '/feed.atom']) {
      const { headers } = await agent.get(path);
      expect(headers['content-security-policy']).toMatch(
        /default-src 'none'.*script-src 'none'.*object-src 'none'.*frame-ancestors 'none'/,
      );
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
      });
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['strict-transport-security']).toBeUndefined();
    }
    for (const path of ['/sign-in', '/desk', '/api/announcements'])
      expect((await agent.get(path)).headers['cache-control']).toBe('no-store');
    const live = testApiOn(api.database, { mode: 'live', baseUrl: 'https://eblagh.example.test' });
    expect((await request(live.app).get('/')).headers['strict-transport-security']).toContain(
      'max-age=31536000',
    );
  });

  test('of the documentation allow its own files, and the page has no inline script', async () => {
    const page = await request(api.app).get('/api/docs').expect(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.text).not.toMatch(/<script(?! src="\/api\/docs\/)/);
    for (const [, src] of page.text.matchAll(/(?:src|href)="([^"]+)"/g))
      await request(api.app).get(src!).expect(200);
    await request(api.app)
      .get('/api/openapi.json')
      .expect(200)
      .expect('Content-Type', /application\/json/);
  });
});

describe('limits', () => {
  test('count by person, by token and by stranger, and say when to come back', async () => {
    const tight = testApiOn(api.database, { limits: { apiByPerson: 3, apiByToken: 4, strangerByIp: 2 } });
    const tries = async (get: () => request.Test, times: number) => {
      const statuses: number[] = [];
      for (let time = 0; time < times; time += 1) statuses.push((await get()).status);
      return statuses;
    };
    const one = await signedIn(tight, health.manager);
    expect(await tries(() => one.get('/api/agencies'), 4)).toEqual([200, 200, 200, 429]);
    const other = await signedIn(tight, police.manager);
    expect(await tries(() => other.get('/api/agencies'), 1)).toEqual([200]);
    const client = await withToken(tight, health.manager);
    expect(await tries(() => client.get('/api/agencies'), 5)).toEqual([200, 200, 200, 200, 429]);
    expect(await tries(() => request(tight.app).get('/api/agencies'), 3)).toEqual([401, 401, 429]);
    const late = await client.get('/api/agencies');
    expect(late.body).toMatchObject({ code: 'too_many_requests', status: 429 });
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('keep one address from guessing, and one link from being tried for ever', async () => {
    const tight = testApiOn(api.database, { limits: { openingByIp: 2, signInByIp: 1, signInByEmail: 1 } });
    const open = async () => (await request(tight.app).get('/d/guess')).status;
    expect([await open(), await open(), await open()]).toEqual([404, 404, 429]);
    const signIn = async () =>
      (await request(tight.app).post('/sign-in').send({ person: officer.id })).status;
    expect([await signIn(), await signIn()]).toEqual([200, 429]);
  });
});
