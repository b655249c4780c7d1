import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../config/errors.js';

/** One process, told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in whatever unit the system counts; only equality means something. */
  startedAt: string;
}

/** The running process with this number; undefined when there is none (one that waits to be reaped is none). */
export function identify(pid: number): ProcessIdentity | undefined {
  const startedAt = process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** Whether this very process still runs. */
export const isRunning = (identity: ProcessIdentity): boolean =>
  identify(identity.pid)?.startedAt === identity.startedAt;

/** Whether the system still knows the number, even of a process that ended and waits to be reaped. */
export function isKnown(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Sends a signal, unless the process is gone; never hits another process that has its number now. */
export function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isRunning(identity)) return;
  try {
    process.kill(identity.pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

export function writePidFile(path: string, identity: ProcessIdentity): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${identity.pid}\n${identity.startedAt}\n`);
  renameSync(`${path}.new`, path);
}

/** The process named by a pid file; undefined where the file is absent or holds something else. */
export function readPidFile(path: string): ProcessIdentity | undefined {
  const [pid = '', startedAt = ''] = readText(path)?.split('\n') ?? [];
  return /^\d+$/.test(pid) && startedAt !== '' ? { pid: Number(pid), startedAt } : undefined;
}

/** The process named by a pid file, if that very process still runs. */
export function runningFromPidFile(path: string): ProcessIdentity | undefined {
  const identity = readPidFile(path);
  return identity && isRunning(identity) ? identity : undefined;
}

export const removePidFile = (path: string): void => rmSync(path, { force: true });

/** Field 22 of /proc/<pid>/stat, ticks since boot, with the boot's own id in front. */
function startFromProc(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (!fields || fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${fields[19]}`;
}

function startFromPs(pid: number): string | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const match = /^(\S+)\s+(.+?)\s*$/.exec(stdout?.trim() ?? '');
  return match?.[1]?.startsWith('Z') ? undefined : match?.[2];
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}
