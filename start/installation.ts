import type { Config } from '../config/config.js';
import type { Db } from '../database/connection.js';
import { installation } from '../database/schema.js';
import { modeMismatch } from './data-dir.js';
import { StartRefused } from './refused.js';

/** Writes the mode into a database that has none; refuses one that was begun in the other mode. */
export async function keepInstallation(db: Db, { mode }: Pick<Config, 'mode'>): Promise<void> {
  await db.insert(installation).values({ mode }).onConflictDoNothing();
  const [kept] = await db.select({ mode: installation.mode }).from(installation);
  if (kept && kept.mode !== mode) throw new StartRefused(modeMismatch('The database', kept.mode, mode));
}
