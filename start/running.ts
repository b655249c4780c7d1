import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isRunning, signal, type ProcessIdentity } from './identity.js';
import { StartRefused } from './refused.js';
import { until } from './wait.js';

const LARGE_LOG_BYTES = 10 * 1024 * 1024;

/** How a process ended; both null for one that was adopted, whose end only shows as its absence. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A process under our care, whether we started it or found it. */
export interface Running {
  identity: ProcessIdentity;
  ended: Promise<Ending>;
}

export interface Launch {
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** Another user to run as; only root can. */
  user?: { uid: number; gid: number } | undefined;
  /** Appends what it writes to this file; without one it writes to our own outputs. */
  log?: string | undefined;
}

/**
 * Starts a process in a group of its own: Ctrl-C in the terminal reaches the supervisor alone, which then
 * stops the others in order. Its output goes straight to a file, so it outlives us without a broken pipe.
 */
export async function launch({ command, args, env, cwd, user, log }: Launch): Promise<Running> {
  const output = log === undefined ? 'inherit' : openLog(log);
  try {
    const child = spawn(command, args, {
      env,
      ...(cwd === undefined ? {} : { cwd }),
      ...user,
      detached: true,
      stdio: ['ignore', output, output],
    });
    const ended = new Promise<Ending>((resolve) => {
      child.once('exit', (code, name) => resolve({ code, signal: name }));
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => reject(new StartRefused(`${command} cannot be run: ${error.message}`)));
    });
    const pid = child.pid ?? 0;
    return { identity: identify(pid) ?? { pid, startedAt: 'ended' }, ended };
  } finally {
    if (typeof output === 'number') closeSync(output);
  }
}

/** Takes over a process somebody else started. */
export function adopt(identity: ProcessIdentity): Running {
  const gone = async (): Promise<Ending> => {
    while (isRunning(identity)) await sleep(200, undefined, { ref: false });
    return { code: null, signal: null };
  };
  return { identity, ended: gone() };
}

/** Waits until a process can be used; false when it ended or ran out of time before. */
export async function becomesReady(
  running: Running,
  isReady: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<boolean> {
  let over = false;
  void running.ended.then(() => (over = true));
  const answer = await until(async () => (over ? 'over' : (await isReady()) && 'ready'), { withinMs });
  return answer === 'ready';
}

/** Asks a process to end, and ends it when it has not done so in time. */
export async function end(running: Running, ask: NodeJS.Signals, withinMs: number): Promise<void> {
  signal(running.identity, ask);
  const timer = setTimeout(() => signal(running.identity, 'SIGKILL'), withinMs);
  await running.ended;
  clearTimeout(timer);
}

/** Appends; a log that has grown large is put aside first, over the one put aside before. */
function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGE_LOG_BYTES) renameSync(path, `${path}.old`);
  return openSync(path, 'a', 0o600);
}
