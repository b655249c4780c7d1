import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from './connection.js';

/** The PostgreSQL channel that the relay and live pages listen on. */
export const notifyChannel = 'eblagh';

/** Says that something about an announcement changed; never what its text says. */
export interface Notice {
  /** Null for what concerns no announcement, such as mail to be sent. */
  readonly announcement: string | null;
  readonly sequence?: number;
  readonly what: string;
}

/** Tells listeners once this transaction commits. Listeners may miss it: whoever relies on it also polls. */
export async function notify(tx: Tx, notice: Notice): Promise<void> {
  await tx.execute(noticeOf(notice));
}

/** The statement that {@link notify} sends. */
export const noticeOf = (notice: Notice): SQL =>
  sql`select pg_notify(${notifyChannel}, ${JSON.stringify(notice)})`;
