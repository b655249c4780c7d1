import type { Config } from '../config/config.js';
import { openDataDir, keepMode } from './data-dir.js';
import { embeddedCluster, runningEmbeddedUrl } from './embedded.js';
import { holdDataDir } from './lock.js';
import { logFile } from './parts.js';
import { clusterUrl, initialise, startPostgres } from './postgres.js';
import { prepareDatabase } from './prepare-database.js';
import { end } from './running.js';

const STOP_WITHIN_MS = 20_000;

/**
 * Lends the product's database to a command of its own: the one of DATABASE_URL; the embedded one where it
 * runs; else the embedded one, started alone under the lock of DATA_DIR, migrated, and stopped afterwards.
 */
export async function withDatabase<T>(
  config: Config,
  say: (line: string) => void,
  work: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  const given = config.databaseUrl ?? (await runningEmbeddedUrl(config.dataDir));
  return given === undefined ? aloneUnderLock(config, say, work) : work(given);
}

async function aloneUnderLock<T>(
  config: Config,
  say: (line: string) => void,
  work: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  openDataDir(config.dataDir);
  const release = await holdDataDir(config.dataDir);
  try {
    keepMode(config.dataDir, config.mode);
    const cluster = await embeddedCluster(config.dataDir, logFile(config, 'postgres'), say);
    initialise(cluster);
    const running = await startPostgres(cluster);
    try {
      const databaseUrl = clusterUrl(cluster);
      await prepareDatabase({ databaseUrl, mode: config.mode });
      return await work(databaseUrl);
    } finally {
      await end(running, 'SIGINT', STOP_WITHIN_MS);
    }
  } finally {
    release();
  }
}
