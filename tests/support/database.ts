import { afterAll } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { connect, type Connection } from '../../database/connection.js';
import { askBroker } from './ask-broker.js';
import { databaseUrl, execute, type TestPostgres } from './postgres-server.js';

export interface FreshDatabase extends Connection {
  url: string;
}

/**
 * A database of this test file's own, from the migrated template; dropped when the file is done.
 * Call it at the top of a test file: `const { db, pool, url } = await freshDatabase();`
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { url: adminUrl, template } = await askBroker<TestPostgres>('postgres');
  const database = await makeDatabase(adminUrl, template);
  const connection = connect(database.url);
  afterAll(async () => {
    await connection.close();
    await database.drop();
  });
  return { ...connection, url: database.url };
}

/** An empty database, not migrated; with how to drop it. For tests of the migrations themselves. */
export async function emptyDatabase(
  encoding: 'UTF8' | 'SQL_ASCII' = 'UTF8',
): Promise<{ url: string; drop: () => Promise<void> }> {
  const { url } = await askBroker<TestPostgres>('postgres');
  return makeDatabase(url, 'template0', encoding);
}

async function makeDatabase(adminUrl: string, template: string, encoding = 'UTF8') {
  const name = `eblagh_${randomBytes(8).toString('hex')}`;
  await execute(
    adminUrl,
    `CREATE DATABASE ${name} ENCODING '${encoding}' TEMPLATE ${template} ${encoding === 'UTF8' ? '' : "LOCALE_PROVIDER libc LOCALE 'C'"}`,
  );
  return {
    url: databaseUrl(adminUrl, name),
    drop: () => execute(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
