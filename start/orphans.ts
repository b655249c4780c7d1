import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { removePidFile, runningFromPidFile } from './identity.js';
import { runFolder } from './lock.js';
import { adopt, end } from './running.js';

/** Kept: the supervisor is ourselves, and a database that runs on is taken over by its own lock file. */
const KEPT = ['supervisor.pid', 'postgres.pid'];
const END_WITHIN_MS = 10_000;

/**
 * Ends what a killed supervisor left running on this DATA_DIR, told by pid and start time. Only the holder
 * of the DATA_DIR may call it.
 */
export async function endOrphans(dataDir: string, say: (line: string) => void): Promise<void> {
  const folder = runFolder(dataDir);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const orphans = files.filter((name) => name.endsWith('.pid') && !KEPT.includes(name));
  await Promise.all(orphans.map((name) => endOrphan(join(folder, name), name.replace(/\.pid$/, ''), say)));
}

async function endOrphan(path: string, name: string, say: (line: string) => void): Promise<void> {
  const identity = runningFromPidFile(path);
  if (identity) {
    say(`Ending ${name} (process ${identity.pid}), left running by an earlier start that was killed`);
    await end(adopt(identity), 'SIGTERM', END_WITHIN_MS);
  }
  removePidFile(path);
}
