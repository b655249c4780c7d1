import { spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../config/errors.js';
import { identify, isKnown } from './identity.js';
import { isListening } from './ports.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import type { DatabaseUser } from './postgres-user.js';
import { StartRefused } from './refused.js';
import { adopt, becomesReady, end, launch, type Running } from './running.js';
import { until } from './wait.js';

const NAME = 'eblagh';
const READY_WITHIN_MS = 60_000;
const REAPED_WITHIN_MS = 30_000;

/** One PostgreSQL cluster of our own: a folder, the programs, and how it is reached. */
export interface Cluster {
  /** Its data; made by {@link initialise}. */
  folder: string;
  binaries: PostgresBinaries;
  user: DatabaseUser;
  password: string;
  port: number;
  log: string | undefined;
  /** Further `name=value` settings of the server. */
  settings?: string[];
}

/** The address of a cluster's database `eblagh`; the same user may create others beside it. */
export const clusterUrl = ({ password, port }: Pick<Cluster, 'password' | 'port'>): string =>
  `postgres://${NAME}:${encodeURIComponent(password)}@127.0.0.1:${port}/${NAME}`;

/**
 * Makes the cluster unless it is there: UTF-8 whatever the system's locale is, scram passwords, and the
 * database `eblagh`. It is made beside and then renamed, so a kill in between leaves nothing half made.
 */
export function initialise(cluster: Cluster): void {
  if (existsSync(join(cluster.folder, 'PG_VERSION'))) return;
  const draft = `${cluster.folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  if (cluster.user) chownSync(draft, cluster.user.uid, cluster.user.gid);
  const data = dataPath(cluster, draft);
  withPasswordFile(cluster, (descriptor) =>
    run(cluster, draft, {
      command: cluster.binaries.initdb,
      args: ['-D', data, ...initFlags(cluster), '--pwfile=/dev/fd/3'],
      descriptor,
    }),
  );
  run(cluster, draft, {
    command: cluster.binaries.postgres,
    args: ['--single', '-D', data, 'postgres'],
    input: `CREATE DATABASE ${NAME}\n`,
  });
  renameSync(draft, cluster.folder);
}

/** Starts the server of an initialised cluster, or takes over the one that runs on it already. */
export async function startPostgres(cluster: Cluster): Promise<Running> {
  const found = await runningServer(cluster.folder);
  if (found) return adopt(found.identity);
  await clearDeadLock(cluster.folder);
  const running = await launch({
    command: cluster.binaries.postgres,
    args: ['-D', dataPath(cluster, cluster.folder), ...serverFlags(cluster)],
    cwd: cluster.folder,
    env: environment,
    user: cluster.user,
    log: cluster.log,
  });
  // The file of a server that was killed stays until the new one writes its own.
  const isReady = () => {
    const postmaster = readPostmaster(cluster.folder);
    return postmaster?.pid === running.identity.pid && postmaster.ready;
  };
  if (await becomesReady(running, isReady, READY_WITHIN_MS)) return running;
  await end(running, 'SIGINT', READY_WITHIN_MS);
  throw new StartRefused(
    `PostgreSQL did not start on ${cluster.folder}; see ${cluster.log ?? 'its messages'}`,
  );
}

/** The server that runs on a cluster's folder, by its own lock file; waits while it starts or ends. */
export async function runningServer(folder: string) {
  const postmaster = readPostmaster(folder);
  const identity = postmaster && identify(postmaster.pid);
  if (!identity || !isPostgres(identity.pid)) return undefined;
  const settled = await until(() => answering(folder), { withinMs: READY_WITHIN_MS });
  if (settled === undefined)
    throw new StartRefused(`A PostgreSQL (process ${identity.pid}) holds ${folder} and does not get ready`);
  return settled === 'gone' ? undefined : { identity, port: settled };
}

/**
 * PostgreSQL refuses to start while the number in the lock file is known to the system. A server that was
 * killed is known until it is reaped, so that is waited for. A number that now belongs to some other program
 * (a restarted container counts anew) stays known for ever, so that lock alone is removed.
 */
async function clearDeadLock(folder: string): Promise<void> {
  const pid = readPostmaster(folder)?.pid;
  if (pid === undefined || !isKnown(pid)) return;
  if (identify(pid) && !isPostgres(pid)) return rmSync(join(folder, 'postmaster.pid'));
  if (await until(() => !isKnown(pid), { withinMs: REAPED_WITHIN_MS })) return;
  throw new StartRefused(
    `PostgreSQL (process ${pid}) on ${folder} has ended, but its parent has not noticed yet`,
  );
}

/** The port once the server is ready; `gone` when it ended meanwhile. */
async function answering(folder: string): Promise<number | 'gone' | undefined> {
  const postmaster = readPostmaster(folder);
  if (!postmaster || !identify(postmaster.pid)) return 'gone';
  return postmaster.ready && (await isListening(postmaster.port)) ? postmaster.port : undefined;
}

/** Lines 1, 4 and 8 of postmaster.pid: process, port, status. */
function readPostmaster(folder: string): { pid: number; port: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isPostgres(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
  return /postgres/.test(stdout ?? '');
}

/** A bare environment: PGDATA, PGPORT or LC_ALL of whoever starts us must not reach the server. */
const environment = { PATH: process.env['PATH'] ?? '', TZ: 'UTC' };

/**
 * Root starts the server as another user, who may be unable to enter the folders above the data (a clone in
 * /root). Its working folder is set before the change of user, so this name leads there without them.
 */
const dataPath = (cluster: Cluster, folder: string): string =>
  cluster.user && process.platform === 'linux' ? '/proc/self/cwd' : folder;

/** The builtin locale needs no locale of the system; PostgreSQL before 17 has none and takes plain C. */
function initFlags(cluster: Cluster): string[] {
  const version = spawnSync(cluster.binaries.postgres, ['--version'], { encoding: 'utf8' });
  const major = Number(/\) (\d+)/.exec(version.stdout ?? '')?.[1] ?? 0);
  const builtin = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const locale = ['--encoding=UTF8', '--locale=C', ...(major >= 17 ? builtin : [])];
  return [`--username=${NAME}`, '--auth=scram-sha-256', '--no-instructions', ...locale];
}

const serverFlags = ({ port, settings = [] }: Cluster): string[] =>
  [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings].flatMap(
    (setting) => ['-c', setting],
  );

/** Hands the password over as an open file that only the database user may read and that has no name left. */
function withPasswordFile(cluster: Cluster, use: (descriptor: number) => void): void {
  const path = join(tmpdir(), `eblagh-${process.pid}-${Date.now()}`);
  writeFileSync(path, `${cluster.password}\n`, { mode: 0o600, flag: 'wx' });
  if (cluster.user) chownSync(path, cluster.user.uid, cluster.user.gid);
  const descriptor = openSync(path, 'r');
  rmSync(path);
  try {
    use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

interface Step {
  command: string;
  args: string[];
  input?: string;
  /** An open file, handed over as number 3. */
  descriptor?: number;
}

function run(cluster: Cluster, folder: string, { command, args, input = '', descriptor }: Step): void {
  const { status, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    env: environment,
    ...cluster.user,
    encoding: 'utf8',
    input,
    stdio: ['pipe', 'pipe', 'pipe', ...(descriptor === undefined ? [] : [descriptor])],
  });
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split('\n').slice(-3).join(' ');
  throw new StartRefused(`PostgreSQL could not make its data in ${cluster.folder}: ${reason}`);
}
