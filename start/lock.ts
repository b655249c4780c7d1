import { linkSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../config/errors.js';
import { identify, removePidFile, runningFromPidFile, writePidFile } from './identity.js';
import { StartRefused } from './refused.js';
import { until } from './wait.js';

const TAKE_OVER_WITHIN_MS = 5_000;

/** Where the pid files of a DATA_DIR lie, each with a pid and a start time. */
export const runFolder = (dataDir: string): string => join(dataDir, 'run');

/** The pid file of one of the product's processes. */
export const pidFile = (dataDir: string, name: string): string => join(runFolder(dataDir), `${name}.pid`);

/**
 * Takes a DATA_DIR for this process alone and gives back how to release it. Refuses while another process
 * holds it, and names that one. A holder that was killed holds nothing.
 */
export async function holdDataDir(dataDir: string): Promise<() => void> {
  const path = pidFile(dataDir, 'supervisor');
  mkdirSync(runFolder(dataDir), { recursive: true });
  const taken = await until(() => tryHold(path), { withinMs: TAKE_OVER_WITHIN_MS });
  if (taken) return () => removePidFile(path);
  throw new StartRefused(`Another process is taking ${dataDir} over; try again, or remove ${path}.taking`);
}

/** Undefined while somebody else clears away a dead holder's file. */
function tryHold(path: string): true | undefined {
  if (claim(path)) return true;
  const holder = runningFromPidFile(path);
  if (holder)
    throw new StartRefused(
      `Eblagh already runs on this data folder as process ${holder.pid}. Stop that one, or set another DATA_DIR.`,
    );
  const guard = `${path}.taking`;
  if (!claim(guard)) {
    if (!runningFromPidFile(guard)) removePidFile(guard);
    return undefined;
  }
  if (!runningFromPidFile(path)) removePidFile(path);
  removePidFile(guard);
  return undefined;
}

/** Linking a finished file is atomic, and fails where one is there already. */
function claim(path: string): boolean {
  const self = identify(process.pid);
  if (!self) throw new Error('This process cannot identify itself');
  const draft = `${path}.${process.pid}`;
  writePidFile(draft, self);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}
