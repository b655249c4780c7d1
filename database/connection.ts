import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';

/** Longest wait for a connection before a request is told that the database is away. */
const CONNECT_TIMEOUT_MS = 5_000;

/** Runs queries, each on any connection of the pool. */
export type Db = NodePgDatabase;

/** Runs queries inside one transaction. Pass it everywhere; never call the network while it is open. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** Either: for queries that do not care. */
export type Queryable = Db | Tx;

/** One pool of connections to PostgreSQL 15 or newer. */
export interface Connection {
  db: Db;
  pool: Pool;
  /** Ends the pool once running queries are done. */
  close: () => Promise<void>;
}

export interface ConnectOptions {
  /** Greatest number of connections; 10 unless told. */
  max?: number;
  /** Shown in pg_stat_activity. */
  name?: string;
}

/**
 * Opens a pool; the first connection is made at the first query. The pool outlives the loss and return of
 * the server: a query meanwhile fails with the driver's error, a later one connects again.
 */
export function connect(url: string, { max = 10, name = 'eblagh' }: ConnectOptions = {}): Connection {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    options: '-c TimeZone=UTC',
  });
  // A connection cut while no query runs on it, idle or between two statements of a transaction, has nobody
  // to tell; without a listener Node would end the process. The next query on it fails and is told.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { db: drizzle({ client: pool }), pool, close: () => pool.end() };
}

const DEADLOCK_DETECTED = '40P01';
const SERIALIZATION_FAILURE = '40001';
const UNIQUE_VIOLATION = '23505';
const ATTEMPTS = 3;

/**
 * Runs `work` in one transaction: all of it is committed, or nothing when it throws. PostgreSQL's own
 * verdicts "deadlock" and "serialization failure" are tried again (three times in all), so `work` must
 * change nothing outside the transaction.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work);
    } catch (error) {
      const state = sqlState(error);
      const again = state === DEADLOCK_DETECTED || state === SERIALIZATION_FAILURE;
      if (!again || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The SQLSTATE of a failed query, such as 23505. Drizzle wraps the driver's error as its `cause`. */
export const sqlState = (error: unknown): string | undefined => fromChain(error, 'code', /^[0-9A-Z]{5}$/);

/** The constraint that a failed query broke. */
export const brokenConstraint = (error: unknown): string | undefined => fromChain(error, 'constraint', /./);

/** Whether a query failed on a unique constraint: on any, or on the one named. */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean =>
  sqlState(error) === UNIQUE_VIOLATION &&
  (constraint === undefined || brokenConstraint(error) === constraint);

function fromChain(error: unknown, key: string, shape: RegExp): string | undefined {
  for (let at = error; typeof at === 'object' && at !== null; at = Reflect.get(at, 'cause')) {
    const value: unknown = Reflect.get(at, key);
    if (typeof value === 'string' && shape.test(value)) return value;
  }
  return undefined;
}
