import { beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installation } from '../../database/schema.js';
import { policiesInForce } from '../../database/policies.js';
import { office } from '../../start/cast.js';
import { freshDatabase, emptyDatabase } from '../support/database.js';
import { cliWith, type Ran } from './run-cli.js';

const { db, url } = await freshDatabase();
const folder = await mkdtemp(join(tmpdir(), 'eblagh-cli-'));
const env = { EBLAGH_TRIAL: '1', DATABASE_URL: url, DATA_DIR: folder, LANG: 'en_GB.UTF-8' };
const eblagh = cliWith(env);

let seeded: Ran;
beforeAll(async () => {
  seeded = await eblagh(['seed']);
});

test('a trial is seeded once', async () => {
  expect(seeded).toEqual({ code: 0, out: 'The trial province was made.\n', err: '' });
  expect((await eblagh(['seed'])).out).toBe('This database is not empty; nothing was changed.\n');
});

test('the record of the office is verified', async () => {
  expect(await eblagh(['audit', 'verify'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('Checked 11 announcements'),
  });
});

describe('a backup', () => {
  test('is written once, plain or compressed, and comes back into another database', async () => {
    const plain = join(folder, 'office.ndjson');
    const zipped = join(folder, 'office.ndjson.gz');
    expect(await eblagh(['backup', plain])).toMatchObject({ code: 0 });
    expect(await eblagh(['backup', plain])).toMatchObject({
      code: 1,
      err: `${plain} is there already; give another name.\n`,
    });
    expect(await eblagh(['backup', zipped])).toMatchObject({ code: 0 });
    expect((await readFile(zipped)).length).toBeLessThan((await readFile(plain)).length / 3);
    for (const file of [plain, zipped]) {
      const empty = await emptyDatabase();
      const other = cliWith({
        ...env,
        DATABASE_URL: empty.url,
        DATA_DIR: await mkdtemp(join(tmpdir(), 'eblagh-cli-')),
      });
      const restored = await other(['restore', file, '--by', office.governor.email]);
      expect(restored).toMatchObject({
        code: 0,
        out: expect.stringContaining('Held: releases 3, fan-outs 0.'),
      });
      expect(await other(['audit', 'verify'])).toMatchObject({ code: 0 });
      expect(await other(['restore', file, '--by', office.governor.email])).toMatchObject({
        code: 1,
        err: expect.stringContaining('not empty'),
      });
      await empty.drop();
    }
  });

  test('that is damaged or missing is refused in words', async () => {
    const empty = await emptyDatabase();
    const other = cliWith({ ...env, DATABASE_URL: empty.url });
    const damaged = join(folder, 'damaged.ndjson.gz');
    const bytes = Buffer.from(await readFile(join(folder, 'office.ndjson.gz')));
    await writeFile(damaged, bytes.fill(0, 2000, 2100));
    expect(await other(['restore', damaged, '--by', office.governor.email])).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nothing was changed.'),
    });
    expect(await other(['restore', join(folder, 'nowhere'), '--by', office.governor.email])).toMatchObject({
      code: 1,
    });
    await empty.drop();
  });
});

describe('a live office', () => {
  const live = (databaseUrl: string) => ({
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    SMTP_URL: 'smtps://mail.example.test',
    MAIL_FROM: 'office@example.test',
    BASE_URL: 'https://news.example.test',
    SECRET_KEY: 's'.repeat(40),
    LANG: 'en',
  });
  const words = ['bootstrap', '--office-fa', 'استانداری نمونه', '--office-en', 'Example Office'];
  const two = [
    '--admin',
    'first@example.test,مدیر نخست,First',
    '--admin',
    'second@example.test، مدیر دوم، Second',
  ];

  test('begins once, with two administrators, and says which agencies are missing', async () => {
    const empty = await emptyDatabase();
    const command = cliWith(live(empty.url));
    expect(await command(['people', 'list'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('eblagh migrate'),
    });
    expect(await command([...words, ...two.slice(0, 2)])).toMatchObject({ code: 2 });
    const begun = await command([...words, ...two]);
    expect(begun.out).toBe(
      'The office has begun. first@example.test and second@example.test can sign in at https://news.example.test.\n',
    );
    expect(begun.err).toContain('crisis-management, health, red-crescent, police');
    expect(await command([...words, ...two])).toMatchObject({ code: 1 });
    expect((await command(['people', 'list'])).out).toMatch(
      /first@example.test +First +governor-office +officer +administrator/,
    );
    expect(await command(['seed'])).toMatchObject({ code: 1 });
    await empty.drop();
  });

  test('is not begun in a trial, nor a trial’s command in a live database', async () => {
    expect(await eblagh([...words, ...two])).toMatchObject({ code: 1 });
    expect(await cliWith(live(url))(['people', 'list'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('trial mode'),
    });
    expect((await db.select().from(installation))[0]).toMatchObject({ mode: 'trial', bootstrappedAt: null });
  });
});

test('migrate and config check say what there is, and no secret', async () => {
  expect(await eblagh(['migrate'])).toMatchObject({ code: 0, out: 'The database’s schema is up to date.\n' });
  const checked = await cliWith({ ...env, SECRET_KEY: 'q'.repeat(40) })(['config', 'check']);
  expect(checked).toMatchObject({ code: 0, out: expect.stringContaining('mode: trial') });
  expect(checked.out).not.toContain(new URL(url).password || 'no password');
  expect(checked.out).not.toContain('qqqq');
  expect((await policiesInForce(db)).length).toBe(5);
});

test('where there is no office yet, a command says so and makes nothing', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'eblagh-cli-'));
  const { code, err } = await cliWith({ DATA_DIR: empty, LANG: 'en' })(['people', 'list']);
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('There is no office in') });
});
