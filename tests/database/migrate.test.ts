import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Connection } from '../../database/connection.js';
import { migrate } from '../../database/migrate.js';
import { emptyDatabase } from '../support/database.js';

const PEOPLE = ['0001-people.sql', 'CREATE TABLE people (name text);'] as const;
const AGENCIES = ['0002-agencies.sql', 'CREATE TABLE agencies (name text);'] as const;
const HALF = ['0002-half.sql', 'CREATE TABLE half (name text); SELECT 1/0;'] as const;

let database: Awaited<ReturnType<typeof emptyDatabase>>;
let connection: Connection;

beforeEach(async () => {
  database = await emptyDatabase();
  connection = connect(database.url);
});
afterEach(async () => {
  await connection.close();
  await database.drop();
});

const migrateWith = (...files: (readonly [name: string, sql: string])[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'eblagh-migrations-'));
  for (const [name, sql] of files) writeFileSync(join(folder, name), sql);
  return migrate(database.url, folder).finally(() => rmSync(folder, { recursive: true }));
};
const tables = async () =>
  (
    await connection.pool.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    )
  ).rows.map(({ name }) => name);

describe('migrating', () => {
  test('applies what is new, in order, once', async () => {
    expect(await migrateWith(PEOPLE)).toEqual(['0001-people.sql']);
    expect(await migrateWith(PEOPLE, AGENCIES)).toEqual(['0002-agencies.sql']);
    expect(await migrateWith(PEOPLE, AGENCIES)).toEqual([]);
    expect(await tables()).toEqual(['agencies', 'people', 'schema_migrations']);
  });

  test('two processes at once apply each file once', async () => {
    const applied = await Promise.all([migrateWith(PEOPLE, AGENCIES), migrateWith(PEOPLE, AGENCIES)]);
    expect(applied.flat().toSorted()).toEqual(['0001-people.sql', '0002-agencies.sql']);
  });

  test('a file that fails leaves nothing of itself and does not count as applied', async () => {
    await expect(migrateWith(PEOPLE, HALF)).rejects.toThrow('0002-half.sql failed');
    expect(await tables()).toEqual(['people', 'schema_migrations']);
    expect(await migrateWith(PEOPLE, AGENCIES)).toEqual(['0002-agencies.sql']);
  });
});

describe('refusals, which change nothing', () => {
  test('an applied file that was changed', async () => {
    await migrateWith(PEOPLE);
    await expect(migrateWith([PEOPLE[0], `${PEOPLE[1]} `], AGENCIES)).rejects.toThrow('has changed since');
    expect(await tables()).toEqual(['people', 'schema_migrations']);
  });

  test('an applied file that is gone: the database is newer than the program', async () => {
    await migrateWith(PEOPLE, AGENCIES);
    await expect(migrateWith(PEOPLE)).rejects.toThrow('it is newer');
  });

  test.each(['0003-agencies.sql', '0001-agencies.sql', '2-agencies.sql'])(
    'a number out of order: %s',
    async (name) => {
      await expect(migrateWith(PEOPLE, [name, AGENCIES[1]])).rejects.toThrow('without gaps or doubles');
      expect(await tables()).toEqual([]);
    },
  );

  test('a new file slipped in before an applied one', async () => {
    await migrateWith(PEOPLE);
    await expect(migrateWith(['0001-early.sql', 'SELECT 1'], ['0002-people.sql', PEOPLE[1]])).rejects.toThrow(
      'has changed since',
    );
  });

  test('a database that is not UTF-8', async () => {
    await database.drop();
    database = await emptyDatabase('SQL_ASCII');
    await expect(migrateWith(PEOPLE)).rejects.toThrow('encoded in SQL_ASCII');
  });
});
