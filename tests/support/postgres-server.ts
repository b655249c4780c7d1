import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrationsFolder } from '../../config/paths.js';
import { migrate } from '../../database/migrate.js';
import { freePort } from '../../start/ports.js';
import { inFolder, npmBinaries } from '../../start/postgres-binaries.js';
import { databaseUser } from '../../start/postgres-user.js';
import { clusterUrl, initialise, startPostgres } from '../../start/postgres.js';
import { end } from '../../start/running.js';
import type { TestFolder } from './folder.js';

/** Where test databases are made: an administrator's address and the name of the migrated template. */
export interface TestPostgres {
  url: string;
  template: string;
}

interface Started {
  answer: TestPostgres;
  close: () => Promise<void>;
}

/**
 * The suite's PostgreSQL: the one of EBLAGH_TEST_DATABASE_URL (a superuser or CREATEDB address), else one of
 * our own from npm, or from the folder EBLAGH_TEST_POSTGRES such as /usr/lib/postgresql/15.
 */
export async function startTestPostgres(folder: TestFolder): Promise<Started> {
  const given = process.env['EBLAGH_TEST_DATABASE_URL'];
  const server = given === undefined ? await ownServer(folder) : { url: given, close: async () => {} };
  const template = `eblagh_template_${randomBytes(6).toString('hex')}`;
  await execute(server.url, `CREATE DATABASE ${template} ENCODING 'UTF8' TEMPLATE template0`);
  await migrate(databaseUrl(server.url, template), migrationsFolder);
  const close = async () => {
    if (given !== undefined) await execute(given, `DROP DATABASE ${template} WITH (FORCE)`);
    await server.close();
  };
  return { answer: { url: server.url, template }, close };
}

/** The same server, another database. */
export function databaseUrl(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

/** Runs one statement on a connection of its own. */
export async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function ownServer(folder: TestFolder): Promise<{ url: string; close: () => Promise<void> }> {
  const installed = process.env['EBLAGH_TEST_POSTGRES'];
  const user = databaseUser((line) => process.stderr.write(`${line}\n`));
  const cluster = {
    folder: join(folder.path, 'postgres'),
    binaries: installed === undefined ? npmBinaries(user) : inFolder(installed),
    user,
    password: randomBytes(16).toString('hex'),
    port: await freePort(),
    log: join(folder.path, 'postgres.log'),
    // Kills of a process are tested, cuts of the power are not: what is written need not reach the disk.
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'],
  };
  initialise(cluster);
  const running = await startPostgres(cluster);
  folder.remember('postgres', running.identity.pid);
  return { url: clusterUrl(cluster), close: () => end(running, 'SIGINT', 10_000) };
}
