import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../database/connection.js';
import { identify, isKnown, isRunning, signal } from '../../start/identity.js';
import { freePort } from '../../start/ports.js';
import { npmBinaries } from '../../start/postgres-binaries.js';
import { closedFolder, databaseUser } from '../../start/postgres-user.js';
import { clusterUrl, initialise, runningServer, startPostgres, type Cluster } from '../../start/postgres.js';
import { end, type Running } from '../../start/running.js';
import { waitFor } from '../support/wait-for.js';

let parent: string;
let cluster: Cluster;
let started: Running[];

beforeEach(async () => {
  parent = mkdtempSync(join(tmpdir(), 'eblagh-postgres-'));
  const user = databaseUser(() => {});
  cluster = {
    folder: join(parent, 'postgres'),
    binaries: npmBinaries(user),
    user,
    password: 'p/a:s@s word',
    port: await freePort(),
    log: join(parent, 'postgres.log'),
  };
  started = [];
});
afterEach(async () => {
  for (const running of started) await end(running, 'SIGINT', 10_000);
  rmSync(parent, { recursive: true });
});

async function start(): Promise<Running> {
  const running = await startPostgres(cluster);
  started.push(running);
  return running;
}

async function ask(statement: string, url = clusterUrl(cluster)): Promise<unknown> {
  const { pool, close } = connect(url);
  try {
    const { rows } = await pool.query({ text: statement, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await close();
  }
}

test('a cluster is UTF-8, on loopback only, wants its password, and syncs to disk', async () => {
  initialise(cluster);
  await start();
  expect(await ask('SHOW server_encoding')).toBe('UTF8');
  expect(await ask('SELECT current_database()')).toBe('eblagh');
  expect(await ask('SHOW listen_addresses')).toBe('127.0.0.1');
  expect(await ask('SHOW fsync')).toBe('on');
  expect(
    await ask(`SELECT string_agg(w, '' ORDER BY w COLLATE "fa-x-icu") FROM unnest('{و,پ,ک,گ}'::text[]) w`),
  ).toBe('پکگو');
  await expect(ask('SELECT 1', clusterUrl({ ...cluster, password: 'wrong' }))).rejects.toThrow('password');
});

test('initialising again keeps the data', async () => {
  initialise(cluster);
  const control = readFileSync(join(cluster.folder, 'global', 'pg_control'));
  initialise(cluster);
  expect(readFileSync(join(cluster.folder, 'global', 'pg_control'))).toEqual(control);
});

test('a half made cluster is made again', async () => {
  mkdirSync(`${cluster.folder}.new`);
  writeFileSync(join(`${cluster.folder}.new`, 'rubbish'), '');
  initialise(cluster);
  await start();
  expect(await ask('SELECT 1')).toBe(1);
});

describe('the lock file of the server', () => {
  test('leads to the running server, which is taken over and not fought', async () => {
    initialise(cluster);
    const first = await start();
    const again = await startPostgres({ ...cluster, port: await freePort() });
    expect(again.identity).toEqual(first.identity);
    expect(await runningServer(cluster.folder)).toEqual({ identity: first.identity, port: cluster.port });
  });

  test('of a server killed by kill -9 is no hindrance, and the rows are there', async () => {
    initialise(cluster);
    const first = await start();
    await ask('CREATE TABLE kept AS SELECT 42 AS answer');
    signal(first.identity, 'SIGKILL');
    await first.ended;
    await waitFor('it starts', start);
    expect(await ask('SELECT answer FROM kept')).toBe(42);
  });

  test('of a server that ended and was not reaped yet is waited for', async () => {
    initialise(cluster);
    // The shell keeps its dead child until it is told to go on.
    const shell = spawn('sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 600']);
    const pid = Number(await new Promise((resolve) => shell.stdout.once('data', resolve)));
    await waitFor('the child is a zombie', () => identify(pid) === undefined && isKnown(pid));
    const lock = join(cluster.folder, 'postmaster.pid');
    writeFileSync(lock, `${pid}\n${cluster.folder}\n0\n${cluster.port}\n\n127.0.0.1\n0 0\nready   \n`);
    const starting = start();
    shell.kill('SIGKILL');
    await starting;
    expect(await ask('SELECT 1')).toBe(1);
  });

  test('is stale when its number now belongs to another program', async () => {
    initialise(cluster);
    const other = spawn('sleep', ['60'], { ...cluster.user });
    const lock = join(cluster.folder, 'postmaster.pid');
    writeFileSync(lock, `${other.pid}\n${cluster.folder}\n0\n${cluster.port}\n\n127.0.0.1\n0 0\nready   \n`);
    await start();
    expect(await ask('SELECT 1')).toBe(1);
    expect(other.exitCode).toBeNull();
    other.kill();
  });
});

test('a folder that is refused is named with the reason', async () => {
  initialise(cluster);
  writeFileSync(join(cluster.folder, 'PG_VERSION'), '9.6\n');
  await expect(start()).rejects.toThrow(`PostgreSQL did not start on ${cluster.folder}`);
});

const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
asRoot('as root (skipped for other users)', () => {
  test('the server runs as another user, even below a folder that user may not enter', async () => {
    chmodSync(parent, 0o700);
    initialise(cluster);
    const { identity } = await start();
    expect(statSync(`/proc/${identity.pid}`).uid).toBe(cluster.user?.uid);
    expect(closedFolder(cluster.folder, cluster.user)).toBe(parent);
    expect(await ask('SELECT 1')).toBe(1);
  });

  test('a closed folder is found at any height; an open way has none', () => {
    const user = { uid: 4242, gid: 4242 };
    const deep = join(parent, 'a', 'b');
    mkdirSync(deep, { recursive: true });
    chmodSync(parent, 0o750);
    expect(closedFolder(deep, user)).toBe(parent);
    chmodSync(parent, 0o755);
    expect(closedFolder(deep, user)).toBeUndefined();
  });
});

test('a process that ended is not taken for a later one', () => {
  expect(isRunning({ pid: process.pid, startedAt: 'another time' })).toBe(false);
});
