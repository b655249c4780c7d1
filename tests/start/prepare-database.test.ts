import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connect } from '../../database/connection.js';
import { prepareDatabase } from '../../start/prepare-database.js';
import { StartRefused } from '../../start/refused.js';
import { emptyDatabase } from '../support/database.js';
import { databaseUrl as otherDatabase } from '../support/postgres-server.js';

let database: Awaited<ReturnType<typeof emptyDatabase>>;
beforeEach(async () => {
  database = await emptyDatabase();
});
afterEach(() => database.drop());

async function ask(statement: string): Promise<unknown[]> {
  const { pool, close } = connect(database.url);
  const { rows } = await pool.query<unknown[]>({ text: statement, rowMode: 'array' });
  await close();
  return rows.flat();
}

test('an empty database is migrated and remembers its mode; again changes nothing', async () => {
  await prepareDatabase({ databaseUrl: database.url, mode: 'live' });
  await prepareDatabase({ databaseUrl: database.url, mode: 'live' });
  expect(await ask('SELECT mode FROM installation')).toEqual(['live']);
});

describe('refused in words', () => {
  const refusal = async (databaseUrl: string) => {
    const error = await prepareDatabase({ databaseUrl, mode: 'trial' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StartRefused);
    return String(error);
  };

  test('a database of the other mode, which is left unmigrated', async () => {
    await ask(`CREATE TABLE installation AS SELECT true AS only_row, 'live' AS mode`);
    expect(await refusal(database.url)).toContain('The database was begun in live mode');
    expect(await ask(`SELECT to_regclass('schema_migrations')::text`)).toEqual([null]);
  });

  test('a wrong password, without showing it', async () => {
    const url = new URL(database.url);
    url.password = 'hush-hush';
    const said = await refusal(url.href);
    expect(said).toContain('DATABASE_URL: password authentication failed');
    expect(said).not.toContain('hush-hush');
  });

  test('a database that does not exist', async () => {
    expect(await refusal(otherDatabase(database.url, 'nowhere'))).toContain('"nowhere" does not exist');
  });
});
