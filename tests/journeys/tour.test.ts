import { afterAll, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inPackage } from '../../config/paths.js';
import { freePort } from '../../start/ports.js';
import { TestFolder } from '../support/folder.js';
import { waitFor } from '../support/wait-for.js';

const START_WITHIN_MS = 180_000;
const folder = TestFolder.make();
const port = await freePort();
const { PATH, HOME } = process.env;
const env = { PATH, HOME, PORT: String(port), DATA_DIR: folder.path };

interface Ran {
  readonly child: ChildProcess;
  readonly heard: () => string;
}

function run(program: string, words: readonly string[], extra: NodeJS.ProcessEnv = {}): Ran {
  const child = spawn(process.execPath, [inPackage('dist', 'start', program), ...words], {
    env: { ...env, ...extra },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let heard = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (heard += String(chunk)));
  return { child, heard: () => heard };
}

async function ended(ran: Ran): Promise<{ code: number | null; said: string }> {
  const [code] = (await once(ran.child, 'close')) as [number | null];
  return { code, said: ran.heard() };
}

const tour = (language: string, extra: NodeJS.ProcessEnv = {}) =>
  ended(run('tour.js', ['--lang', language], extra));

async function started(): Promise<Ran> {
  const product = run('main.js', []);
  folder.remember('supervisor', product.child.pid ?? 0);
  await waitFor(
    'the product is ready',
    () => product.heard().includes('Ctrl-C stops everything.'),
    START_WITHIN_MS,
  );
  return product;
}

const stopped = async (product: Ran): Promise<void> => {
  product.child.kill('SIGTERM');
  await ended(product);
};

afterAll(() => folder.remove());

describe('the tour', () => {
  test(
    'plays the whole story on a fresh trial, and again after a restart, counting on',
    async () => {
      const first = await started();
      const persian = await tour('fa');
      expect(persian).toMatchObject({ code: 0 });
      expect(persian.said).toContain('مدیر مدیریت بحران از راه پیوند با کد تأیید کرد');
      expect(persian.said).toContain('منتشر شد: شمارهٔ ۳');
      expect(persian.said).toMatch(/رایانامه: ۲۷ از ۲۷ گیرنده پذیرفته شد/);
      await stopped(first);

      const second = await started();
      const english = await tour('en');
      expect(english).toMatchObject({ code: 0 });
      const hashes = new Set([...english.said.matchAll(/[0-9a-f]{12}(?=…)/g)].map(([hash]) => hash));
      expect(hashes.size).toBe(1);
      expect(english.said).toContain('Released: number 4');
      for (const place of [
        'Newsroom:',
        'Atom:',
        'RSS:',
        'CAP alert: urn:uuid:',
        "A journalist's mail arrived",
      ])
        expect(english.said).toContain(place);
      await stopped(second);
    },
    2 * START_WITHIN_MS + 240_000,
  );

  test('says in words that nothing answers, and ends with 1', async () => {
    const { code, said } = await tour('en', { PORT: String(await freePort()) });
    expect(code).toBe(1);
    expect(said).toContain('Run npm start first.');
    expect(said).not.toMatch(/\n\s+at /);
  });

  test('refuses what is no trial, having changed nothing there', async () => {
    const asked: string[] = [];
    const live = createServer(({ method, url }, response) => {
      asked.push(`${method} ${url}`);
      response.writeHead(404).end();
    });
    live.listen(0, '127.0.0.1');
    await once(live, 'listening');
    const { code, said } = await tour('fa', { PORT: String((live.address() as AddressInfo).port) });
    live.close();
    expect(code).toBe(1);
    expect(said).toContain('این سامانه آزمایشی نیست');
    expect(asked.every((line) => line.startsWith('GET '))).toBe(true);
  });
});
