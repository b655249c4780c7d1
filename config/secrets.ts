import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from './errors.js';

/** Secrets that are made at first use and kept in DATA_DIR, readable by their owner alone. */
export type KeptSecret = 'secret-key' | 'database-password';

/** 32 random bytes in base64url (43 characters), the same at every later call on the same DATA_DIR. */
export function keptSecret(dataDir: string, name: KeptSecret): string {
  const path = secretPath(dataDir, name);
  return read(path) ?? make(path);
}

/** Where {@link keptSecret} keeps a secret. */
export const secretPath = (dataDir: string, name: KeptSecret): string => join(dataDir, 'secrets', name);

/** Written beside and then linked, so that two processes starting together end with one whole secret. */
function make(path: string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = read(path);
  if (made === undefined) throw new Error(`${path} is empty; delete it to have a new one made`);
  return made;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
