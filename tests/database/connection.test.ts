import { describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import {
  brokenConstraint,
  connect,
  inTransaction,
  isUniqueViolation,
  sqlState,
} from '../../database/connection.js';
import { freshDatabase } from '../support/database.js';
import { waitFor } from '../support/wait-for.js';

const { db, pool, url } = await freshDatabase();
await db.execute(sql`CREATE TABLE seats (id int PRIMARY KEY, holder text CONSTRAINT one_holder UNIQUE)`);

async function failure(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail');
}

const holders = async () =>
  (await pool.query<{ holder: string }>('SELECT holder FROM seats ORDER BY id')).rows.map(
    ({ holder }) => holder,
  );

describe('a failed query', () => {
  test('tells its SQLSTATE and constraint through the wrapping of drizzle', async () => {
    await db.execute(sql`INSERT INTO seats VALUES (1, 'health')`);
    const error = await failure(() => db.execute(sql`INSERT INTO seats VALUES (2, 'health')`));
    expect(sqlState(error)).toBe('23505');
    expect(brokenConstraint(error)).toBe('one_holder');
    expect(isUniqueViolation(error, 'one_holder')).toBe(true);
    expect(isUniqueViolation(error, 'seats_pkey')).toBe(false);
    expect(sqlState(new Error('something else'))).toBeUndefined();
  });
});

describe('inTransaction', () => {
  test('keeps nothing when the work throws', async () => {
    const error = await failure(() =>
      inTransaction(db, async (tx) => {
        await tx.execute(sql`INSERT INTO seats VALUES (3, 'roads')`);
        throw new Error('changed my mind');
      }),
    );
    expect(String(error)).toContain('changed my mind');
    expect(await holders()).not.toContain('roads');
  });

  test('tries a deadlock again, so that both sides succeed', async () => {
    await db.execute(sql`INSERT INTO seats VALUES (11, 'police'), (12, 'water')`);
    const met = meeting(2);
    const swap = (first: number, second: number) =>
      inTransaction(db, async (tx) => {
        await tx.execute(sql`UPDATE seats SET holder = holder || '+' WHERE id = ${first}`);
        await met();
        await tx.execute(sql`UPDATE seats SET holder = holder || '+' WHERE id = ${second}`);
      });
    await Promise.all([swap(11, 12), swap(12, 11)]);
    expect(await holders()).toEqual(expect.arrayContaining(['police++', 'water++']));
  });
});

describe('when every connection is cut', () => {
  const cutAll = () =>
    pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );

  const othersConnected = async () =>
    (
      await pool.query(
        'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      )
    ).rowCount;

  test('the pool connects again', async () => {
    const other = connect(url);
    await other.db.execute(sql`SELECT 1`);
    await cutAll();
    await waitFor('a query succeeds', async () => (await other.pool.query('SELECT 1')).rowCount === 1);
    expect(other.pool.totalCount).toBe(1);
    await other.close();
  });

  test('a transaction between two statements fails and keeps nothing', async () => {
    const other = connect(url);
    const error = await failure(() =>
      inTransaction(other.db, async (tx) => {
        await tx.execute(sql`INSERT INTO seats VALUES (20, 'education')`);
        await cutAll();
        await waitFor('the cut arrives', async () => (await othersConnected()) === 0);
        await tx.execute(sql`SELECT 1`);
      }),
    );
    expect(String(error)).toContain('Failed query');
    expect(await holders()).not.toContain('education');
    await other.close();
  });
});

/** Lets the first `count` callers go on together; later ones pass. */
function meeting(count: number): () => Promise<void> {
  let arrived = 0;
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return async () => {
    arrived += 1;
    if (arrived >= count) open();
    await opened;
  };
}
