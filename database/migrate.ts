import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

const FILE_NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;
/** Any fixed number serves; this one is "eblagh" on a telephone keypad. */
const LOCK = 325_244;
const OLDEST_SERVER = 15;

/** The database cannot be brought to this program's schema; the message says why, for an operator. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused';
}

interface Migration {
  version: number;
  name: string;
  checksum: string;
  sql: string;
}

/**
 * Applies the numbered files of `folder` (0001-name.sql, 0002-…) that the database has not seen, each in a
 * transaction of its own with its row in `schema_migrations`. Two processes may call it at once: the
 * second waits. Gives the names applied.
 *
 * Refuses, changing nothing: an applied file that has changed or is gone, a new file numbered before the
 * last applied one, a gap in the numbers, a database that is not UTF-8, a server older than 15.
 */
export async function migrate(url: string, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new Client({ connectionString: url, application_name: 'eblagh-migrate' });
  await client.connect();
  try {
    await refuseUnfitServer(client);
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const pending = await pendingMigrations(client, migrations);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(
    names.map(async (name, index) => {
      const version = Number(FILE_NAME.exec(name)?.[1]);
      if (version !== index + 1)
        throw new MigrationRefused(`${name}: migrations are numbered 0001, 0002, … without gaps or doubles`);
      const sql = await readFile(join(folder, name), 'utf8');
      return { version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function refuseUnfitServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ encoding: string; version: number }>(
    `SELECT current_setting('server_encoding') AS encoding,
            current_setting('server_version_num')::int / 10000 AS version`,
  );
  const { encoding = '', version = 0 } = rows[0] ?? {};
  if (encoding !== 'UTF8')
    throw new MigrationRefused(`The database is encoded in ${encoding}; it must be created with UTF8`);
  if (version < OLDEST_SERVER)
    throw new MigrationRefused(`PostgreSQL ${version} is too old; ${OLDEST_SERVER} or newer is needed`);
}

async function pendingMigrations(client: Client, migrations: Migration[]): Promise<Migration[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
    version integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now())`);
  const { rows } = await client.query<Omit<Migration, 'sql'>>(
    'SELECT version, name, checksum FROM schema_migrations ORDER BY version',
  );
  for (const applied of rows) refuseIfAltered(applied, migrations[applied.version - 1]);
  return migrations.slice(rows.length);
}

function refuseIfAltered(applied: Omit<Migration, 'sql'>, file: Migration | undefined): void {
  if (file === undefined)
    throw new MigrationRefused(`The database has ${applied.name}, which this program does not: it is newer`);
  if (file.name !== applied.name || file.checksum !== applied.checksum)
    throw new MigrationRefused(`${applied.name} was applied and has changed since; add a new file instead`);
}

/**
 * The row goes in first, so a file that ends the transaction itself cannot be applied without its row.
 * What fails is rolled back by the end of the connection.
 */
async function apply(client: Client, { version, name, checksum, sql }: Migration): Promise<void> {
  await client.query('BEGIN');
  await client.query('INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)', [
    version,
    name,
    checksum,
  ]);
  try {
    await client.query(sql);
  } catch (error) {
    throw new Error(`Migration ${name} failed: ${String(error)}`, { cause: error });
  }
  await client.query('COMMIT');
}
