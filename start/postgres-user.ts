import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { StartRefused } from './refused.js';

/** Whom PostgreSQL runs as; undefined means ourselves. PostgreSQL refuses to run as root. */
export type DatabaseUser = { uid: number; gid: number } | undefined;

const NAME = 'postgres';

/**
 * The user for the database: ourselves, or for root the system user `postgres`, which is added (and said)
 * where it is missing. Refuses in words where it cannot be added.
 */
export function databaseUser(say: (line: string) => void): DatabaseUser {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp();
  if (found) return found;
  say(`PostgreSQL does not run as root: adding the system user ${NAME} for it`);
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    NAME,
  ]);
  const added = lookUp();
  if (added) return added;
  throw new StartRefused(
    `PostgreSQL does not run as root and the system user ${NAME} could not be added. ` +
      'Add it, start as an ordinary user, or give a database in DATABASE_URL.',
  );
}

/** The nearest folder at or above `path` that the user may not enter; undefined when the way is open. */
export function closedFolder(path: string, user: DatabaseUser): string | undefined {
  if (user === undefined) return undefined;
  const stat = statSync(path);
  const shift = stat.uid === user.uid ? 6 : stat.gid === user.gid ? 3 : 0;
  if (stat.isDirectory() && ((stat.mode >> shift) & 0o1) === 0) return path;
  const parent = dirname(resolve(path));
  return parent === path ? undefined : closedFolder(parent, user);
}

function lookUp(): DatabaseUser {
  const id = (flag: string) => Number(spawnSync('id', [flag, NAME], { encoding: 'utf8' }).stdout || NaN);
  const [uid, gid] = [id('-u'), id('-g')];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined;
}
