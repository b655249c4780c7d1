import { execFile, spawn } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Config } from '../config/config.js';
import { inPackage } from '../config/paths.js';
import { CLI_VERSION, isOlder, OLDEST_GO, type Miss, type TemporalLookups } from './temporal-server.js';

const DOWNLOAD_WITHIN_MS = 5 * 60_000;
const PROGRESS_EVERY_MS = 30_000;
const run = promisify(execFile);

/** The real lookups. `signal` ends a download or a build that is under way. */
export const temporalLookups = (
  temporal: Config['temporal'],
  say: (line: string) => void,
  signal?: AbortSignal,
): TemporalLookups => ({
  address: temporal.address,
  cli: temporal.cli,
  onPath: () => findOnPath('temporal'),
  cached: () => (existsSync(cachedBinary()) ? cachedBinary() : undefined),
  serverVersion,
  download: () => download(say, signal),
  build: () => build(say, signal),
});

/** Outside the repository, so that a new clone finds it again. */
const cacheFolder = (): string => join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'eblagh');
const cachedBinary = (): string => join(cacheFolder(), `temporal-${CLI_VERSION}`);

function findOnPath(name: string): string | undefined {
  const paths = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return paths.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `temporal --version` says "temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)". */
async function serverVersion(binary: string): Promise<string | undefined> {
  const answer = await run(binary, ['--version'], { timeout: 20_000 }).catch(() => undefined);
  return /Server (\d+\.\d+\.\d+)/.exec(answer?.stdout ?? '')?.[1];
}

/** In a process of its own: the SDK's downloader starts the server once and keeps native threads. */
async function download(say: (line: string) => void, signal?: AbortSignal): Promise<string | Miss> {
  say(`Downloading the Temporal server (CLI ${CLI_VERSION})`);
  const folder = draftFolder();
  try {
    const program = inPackage('scripts', 'download-temporal.mjs');
    const options = { timeout: DOWNLOAD_WITHIN_MS, ...(signal && { signal }) };
    await run(process.execPath, [program, folder, `v${CLI_VERSION}`], options);
    return keep(folder) ?? { miss: 'The download left no file.' };
  } catch {
    signal?.throwIfAborted();
    return { miss: 'The download of the Temporal server was not reachable.' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function build(say: (line: string) => void, signal?: AbortSignal): Promise<string | Miss> {
  const version = await goVersion();
  if (version === undefined) return { miss: 'Go is not installed, so it cannot be built.' };
  if (isOlder(version, OLDEST_GO))
    return { miss: `Go ${version} is too old to build it (${OLDEST_GO} or newer is needed).` };
  const folder = draftFolder();
  try {
    say(`Building the Temporal server with Go ${version}: about six minutes, once on this computer`);
    const failure = await goBuild(join(folder, 'temporal'), say, signal);
    if (failure !== undefined) return { miss: `The build failed: ${failure}.` };
    return keep(folder) ?? { miss: 'The build left no file.' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function goVersion(): Promise<string | undefined> {
  const env = { ...process.env, GOTOOLCHAIN: 'local' };
  const answer = await run('go', ['env', 'GOVERSION'], { env }).catch(() => undefined);
  return /^go(\S+)/.exec(answer?.stdout ?? '')?.[1];
}

/** Gives the last line of the compiler's words where it failed. Says how far it is every half minute. */
async function goBuild(output: string, say: (line: string) => void, signal?: AbortSignal) {
  const stamp = `-X github.com/temporalio/cli/internal/temporalcli.Version=${CLI_VERSION}`;
  const flags = ['-v', '-trimpath', `-ldflags=-s -w ${stamp}`, '-o', output];
  const child = spawn('go', ['build', ...flags, 'github.com/temporalio/cli/cmd/temporal'], {
    cwd: inPackage('deploy', 'temporal-server'),
    env: { ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local' },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(signal && { signal }),
  });
  const lines = { downloaded: 0, compiled: 0, last: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => count(lines, text));
  const startedAt = performance.now();
  const progress = setInterval(() => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    say(`  ${seconds} s: ${lines.downloaded} modules downloaded, ${lines.compiled} packages compiled`);
  }, PROGRESS_EVERY_MS);
  try {
    return await new Promise<string | undefined>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code === 0 ? undefined : lines.last || `exit ${code}`));
    });
  } finally {
    clearInterval(progress);
  }
}

function count(lines: { downloaded: number; compiled: number; last: string }, text: string): void {
  for (const line of text.split('\n').filter((one) => one.trim())) {
    if (line.startsWith('go: downloading')) lines.downloaded += 1;
    else lines.compiled += 1;
    lines.last = line.trim();
  }
}

/** In the cache folder, so that {@link keep} is a rename. */
function draftFolder(): string {
  mkdirSync(cacheFolder(), { recursive: true });
  return mkdtempSync(join(cacheFolder(), 'draft-'));
}

function keep(folder: string): string | undefined {
  const file = readdirSync(folder)
    .map((name) => join(folder, name))
    .find(isExecutable);
  if (file === undefined) return undefined;
  renameSync(file, cachedBinary());
  return cachedBinary();
}
