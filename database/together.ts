import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Tx } from './connection.js';

/** A statement that was built and not sent: for {@link together}. */
export type Write = SQLWrapper;

/**
 * Sends several writes as one statement, one round trip in place of many, and gives the rows of the `last`. All of them
 * see the tables as they were before: none may build on what another one writes, nor change the same row.
 */
export async function together<Row extends Record<string, unknown>>(
  tx: Tx,
  writes: readonly Write[],
  last: SQL,
): Promise<Row[]> {
  const named = writes.map((write, index) => sql`${sql.identifier(`write_${index}`)} as ${write}`);
  const before = named.length === 0 ? sql`` : sql`with ${sql.join(named, sql`, `)} `;
  const { rows } = await tx.execute(sql`${before}${last}`);
  return rows as Row[];
}

/** The same where no rows are wanted; nothing where there is nothing to write. */
export async function writeTogether(tx: Tx, writes: readonly Write[]): Promise<void> {
  if (writes.length > 0) await together(tx, writes, sql`select`);
}
