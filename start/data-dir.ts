import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mode } from '../config/config.js';
import { errorCode } from '../config/errors.js';
import { StartRefused } from './refused.js';

/** Makes DATA_DIR where it is missing; refuses one that cannot be written. */
export function openDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartRefused(`DATA_DIR ${dataDir} cannot be written (${errorCode(error)})`);
  }
}

/** Writes the mode down at the first start; refuses the other one afterwards. */
export function keepMode(dataDir: string, mode: Mode): void {
  const path = join(dataDir, 'mode');
  const before = readMode(path);
  if (before === undefined) writeFileSync(path, `${mode}\n`);
  else if (before !== mode) throw new StartRefused(modeMismatch(`The data folder ${dataDir}`, before, mode));
}

/** The sentence for a place that was begun in one mode and is opened in the other. */
export const modeMismatch = (place: string, before: string, now: Mode): string =>
  `${place} was begun in ${before} mode and this start is ${now}. ` +
  `Set EBLAGH_TRIAL=${before === 'trial' ? 1 : 0}, or use another DATA_DIR or database.`;

function readMode(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
