import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { connect } from '../../database/connection.js';
import { runningEmbeddedUrl } from '../../start/embedded.js';
import { isRunning, signal } from '../../start/identity.js';
import { freePort } from '../../start/ports.js';
import { waitFor } from '../support/wait-for.js';
import { Installation } from './fixtures/supervisor.js';

jest.setTimeout(240_000);

const PARTS = ['supervisor', 'postgres', 'temporal', 'mailbox', 'worker', 'api'];

let province: Installation;
beforeEach(async () => {
  province = await Installation.prepared();
});
afterEach(() => province.clear());
afterAll(() => Installation.clearTemplate());

describe('a trial start', () => {
  test('runs every part, gives each its servers, and stops them in order with nothing left', async () => {
    province.clear();
    province = await Installation.fresh();
    const start = province.start();
    await start.ready();
    for (const part of PARTS) await province.running(part);
    expect(start.output).toContain(`http://127.0.0.1:${province.port}/mailbox`);

    expect(await start.stop()).toBe(0);
    expect(province.seen.filter(isRunning)).toEqual([]);
    expect(province.pidFiles()).toEqual([]);
    const story = province.story();
    expect(story).toEqual(expect.arrayContaining(['api sees mailbox true database yes']));
    expect(story.indexOf('mailbox stopped')).toBeGreaterThan(story.indexOf('worker stopped'));
    expect(story.indexOf('mailbox stopped')).toBeGreaterThan(story.indexOf('api stopped'));
  });

  test('finds its data again at the next start', async () => {
    const begun = async () => {
      const url = await runningEmbeddedUrl(province.dataDir);
      const connection = connect(url ?? '');
      const { rows } = await connection.pool.query<{ at: Date }>('SELECT created_at AS at FROM installation');
      await connection.close();
      return rows[0]?.at;
    };
    const first = province.start();
    await first.ready();
    const before = await begun();
    await first.stop();
    const second = province.start();
    await second.ready();
    expect(before).toBeInstanceOf(Date);
    expect(await begun()).toEqual(before);
    await second.stop();
  });
});

describe('a part that dies', () => {
  test.each(['api', 'worker', 'temporal', 'postgres'])('%s is started again', async (name) => {
    const start = province.start();
    await start.ready();
    const before = await province.running(name);
    signal(before, 'SIGKILL');
    await province.running(name, before);
    await waitFor('it is said', () => start.output.includes(`${name} ended (killed by SIGKILL`));
    expect(await start.stop()).toBe(0);
    expect(province.seen.filter(isRunning)).toEqual([]);
  });

  test('one that refuses to run ends the start, in words', async () => {
    const start = province.start({ REFUSES: 'worker' });
    expect(await start.exit).toBe(2);
    expect(start.output).toContain('worker refuses to run');
    expect(province.pidFiles()).toEqual([]);
  });
});

describe('a second start on the same data folder', () => {
  test('is refused by name while the first runs', async () => {
    const first = province.start();
    await first.ready();
    const second = province.start();
    expect(await second.exit).toBe(2);
    expect(second.output).toContain(`already runs on this data folder as process ${first.pid}`);
    expect(await first.stop()).toBe(0);
  });

  test('of two at once, one runs', async () => {
    const [one, two] = [province.start(), province.start()];
    const loser = await Promise.race([one.exit.then(() => one), two.exit.then(() => two)]);
    const winner = loser === one ? two : one;
    await winner.ready();
    expect(await loser.exit).toBe(2);
    expect(await winner.stop()).toBe(0);
  });

  test('after a kill -9 ends the orphans and takes the database over', async () => {
    const first = province.start();
    await first.ready();
    const api = await province.running('api');
    const postgres = await province.running('postgres');
    first.kill('SIGKILL');
    await first.exit;
    expect([api, postgres].every(isRunning)).toBe(true);

    const second = province.start();
    await second.ready();
    expect(isRunning(api)).toBe(false);
    expect(await province.running('postgres')).toEqual(postgres);
    expect(await second.stop()).toBe(0);
    expect(province.seen.filter(isRunning)).toEqual([]);
  });

  test('after a kill -9 of everything starts anew', async () => {
    const first = province.start();
    await first.ready();
    for (const part of PARTS) signal(await province.running(part), 'SIGKILL');
    await first.exit;
    const second = province.start();
    await second.ready();
    expect(await second.stop()).toBe(0);
  });
});

describe('one clear message and exit 2', () => {
  test('a port in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(province.port, '127.0.0.1', resolve));
    const start = province.start();
    expect(await start.exit).toBe(2);
    expect(start.output).toContain(`PORT ${province.port} on 127.0.0.1 is taken`);
    other.close();
  });

  test('a data folder that cannot be written', async () => {
    const DATA_DIR = join(province.dataDir, 'a-file');
    writeFileSync(DATA_DIR, '');
    const start = province.start({ DATA_DIR, SECRET_KEY: 'k'.repeat(40) });
    expect(await start.exit).toBe(2);
    expect(start.output).toContain(`DATA_DIR ${DATA_DIR} cannot be written`);
  });

  test('a database that cannot start, and the Temporal server beside it is not left running', async () => {
    const first = province.start();
    await first.ready();
    await first.stop();
    writeFileSync(join(province.dataDir, 'postgres', 'PG_VERSION'), '9.6\n');
    const second = province.start();
    expect(await second.exit).toBe(2);
    expect(second.output).toContain('PostgreSQL did not start on');
    expect(province.pidFiles()).toEqual([]);
  });

  test('wrong variables, all of them', async () => {
    const start = province.start({ PORT: 'x', LOG_LEVEL: 'loud' });
    expect(await start.exit).toBe(2);
    expect(start.output).toMatch(/PORT must be[^]*LOG_LEVEL must be/);
  });

  test('a database that does not answer or does not know us', async () => {
    const port = await freePort();
    const start = province.start({ EBLAGH_TRIAL: '1', DATABASE_URL: `postgres://127.0.0.1:${port}/x` });
    expect(await start.exit).toBe(2);
    expect(start.output).toContain('DATABASE_URL: no database answers');
  });

  test('another mode than the folder was begun in', async () => {
    const first = province.start();
    await first.ready();
    await first.stop();
    const live = province.start({
      EBLAGH_TRIAL: '0',
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'office@kerman.example',
      BASE_URL: 'https://kerman.example',
      SECRET_KEY: 'k'.repeat(40),
    });
    expect(await live.exit).toBe(2);
    expect(live.output).toContain('was begun in trial mode and this start is live');
    expect(live.output).not.toContain('at ');
  });
});
