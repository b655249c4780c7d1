import { sql } from 'drizzle-orm';
import type { Mode } from '../config/config.js';
import type { Db } from '../database/connection.js';
import { installation } from '../database/schema.js';
import { modeMismatch } from './data-dir.js';
import { StartRefused } from './refused.js';

/** Writes the mode into a migrated database that has none. */
export async function keepInstallation(db: Db, mode: Mode): Promise<void> {
  await db.insert(installation).values({ mode }).onConflictDoNothing();
  await refuseOtherMode(db, mode);
}

/** Refuses a database that was begun in the other mode; one that was never migrated has none yet. */
export async function refuseOtherMode(db: Db, mode: Mode): Promise<void> {
  const { rows } = await db.execute<{ there: boolean }>(
    sql`SELECT to_regclass('installation') IS NOT NULL AS there`,
  );
  if (!rows[0]?.there) return;
  const [kept] = await db.select({ mode: installation.mode }).from(installation);
  if (kept && kept.mode !== mode) throw new StartRefused(modeMismatch('The database', kept.mode, mode));
}
