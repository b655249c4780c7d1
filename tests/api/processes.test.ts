import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { testApi } from '../support/api.js';
import { apiProcess, freePort } from '../support/api-process.js';
import { governor, officer } from '../support/cast.js';
import { describeWithRedis } from '../support/optional.js';
import { waitFor } from '../support/wait-for.js';

const api = await testApi();

const signIn = (url: string, person: string) =>
  fetch(`${url}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  });

test('an API process serves without Temporal, and on SIGTERM finishes what is under way, ends its streams and exits clean', async () => {
  const running = await apiProcess({ DATABASE_URL: api.database.url });
  const answer = await signIn(running.url, officer.id);
  expect(answer.status).toBe(200);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const stream = await fetch(`${running.url}/api/events`, { headers: { cookie } });
  const ended = stream.text();
  expect(await running.end('SIGTERM')).toBe(0);
  expect(await ended).toContain('retry:');
  expect(running.output()).not.toContain(cookie.split('=')[1]);
});

test('a wrong setting is one message and exit 2', async () => {
  await expect(apiProcess({ DATABASE_URL: 'nonsense' })).rejects.toThrow(/ended with 2: [^]*DATABASE_URL/);
});

describeWithRedis('limits shared through Redis', (redisServer) => {
  test('count over two processes; when Redis goes both go on, and count again together when it is back', async () => {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'eblagh-redis-'));
    const start = () =>
      spawn(redisServer, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
        stdio: 'ignore',
      });
    let redis = start();
    const REDIS_URL = `redis://127.0.0.1:${port}`;
    const client = new Redis(REDIS_URL, { retryStrategy: () => 50 });
    client.on('error', () => undefined);
    await waitFor('redis', () => client.ping());
    const two = [
      await apiProcess({ DATABASE_URL: api.database.url, REDIS_URL }),
      await apiProcess({ DATABASE_URL: api.database.url, REDIS_URL }),
    ];
    for (const { url } of two)
      await waitFor(
        'redis to be up',
        async () => ((await (await fetch(`${url}/readyz`)).json()) as { redis: string }).redis === 'up',
      );
    const statuses: number[] = [];
    for (let turn = 0; turn < 61; turn += 1)
      statuses.push((await signIn(two[turn % 2]!.url, governor.id)).status);
    expect(statuses.slice(0, 60).every((status) => status === 200)).toBe(true);
    expect(statuses[60]).toBe(429);
    expect(await client.keys('eblagh:limit:signInByIp:*')).toHaveLength(1);
    redis.kill('SIGKILL');
    for (const { url } of two) {
      await waitFor(
        'redis to be missed',
        async () => ((await (await fetch(`${url}/readyz`)).json()) as { redis: string }).redis === 'down',
      );
      expect((await signIn(url, governor.id)).status).toBe(200);
    }
    redis = start();
    for (const { url } of two) {
      await waitFor(
        'redis to be back',
        async () => ((await (await fetch(`${url}/readyz`)).json()) as { redis: string }).redis === 'up',
      );
      expect((await signIn(url, governor.id)).status).toBe(200);
    }
    await waitFor(
      'the shared count',
      async () => (await client.get((await client.keys('eblagh:limit:signInByIp:*'))[0] ?? '')) === '2',
    );
    client.disconnect();
    redis.kill('SIGKILL');
  }, 120_000);
});
