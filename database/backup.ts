import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { databaseNow } from './announcements.js';
import type { Db, Tx } from './connection.js';
import { installation } from './schema.js';
import { lastingTables, schemaVersion } from './tables.js';

/** Rows fetched at once; the memory a backup needs. */
const BATCH = 1000;

/** The first line of a backup: what it is and which database it fits. */
export interface BackupHeader {
  readonly format: 'eblagh-backup';
  readonly version: 1;
  /** Hex SHA-256 over the migrations' checksums. */
  readonly schema: string;
  readonly mode: 'trial' | 'live';
  readonly at: string;
}

/** Its last line: how many rows there are, and the SHA-256 (hex) of every byte before this line. */
export interface BackupEnd {
  readonly end: Readonly<Record<string, number>>;
  readonly sha256: string;
}

/**
 * The whole database as lines of JSON (a header, a row a line, an end with a checksum), from one snapshot that sees no
 * half-done work. SECRET_KEY is not in it; sessions are not either.
 */
export async function backup(db: Db, write: (lines: string) => Promise<void>): Promise<BackupEnd['end']> {
  const hash = createHash('sha256');
  const put = async (lines: string) => {
    hash.update(lines);
    await write(lines);
  };
  return db.transaction(
    async (tx) => {
      await put(`${JSON.stringify(await headerOf(tx))}\n`);
      const counts: Record<string, number> = {};
      for (const { name } of await lastingTables(tx)) counts[name] = await putTable(tx, name, put);
      await write(`${JSON.stringify({ end: counts, sha256: hash.digest('hex') } satisfies BackupEnd)}\n`);
      return counts;
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

async function headerOf(tx: Tx): Promise<BackupHeader> {
  const [kept] = await tx.select({ mode: installation.mode }).from(installation);
  if (!kept) throw new Error('the database was never prepared');
  const schema = schemaSha256(await schemaVersion(tx));
  return { format: 'eblagh-backup', version: 1, schema, mode: kept.mode, at: await databaseNow(tx) };
}

async function putTable(tx: Tx, name: string, put: (lines: string) => Promise<void>): Promise<number> {
  await tx.execute(
    sql`declare backed_up no scroll cursor for select row_to_json(t)::text as row from ${sql.identifier(name)} t`,
  );
  const prefix = `{"table":${JSON.stringify(name)},"row":`;
  for (let count = 0; ;) {
    const { rows } = await tx.execute<{ row: string }>(sql.raw(`fetch ${BATCH} from backed_up`));
    if (rows.length === 0) {
      await tx.execute(sql`close backed_up`);
      return count;
    }
    count += rows.length;
    await put(rows.map(({ row }) => `${prefix}${row}}\n`).join(''));
  }
}

export const schemaSha256 = (version: string): string => createHash('sha256').update(version).digest('hex');
