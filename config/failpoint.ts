import { existsSync, renameSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './errors.js';

/** The steps of the path where a fault may be put in, in the order of an announcement's life. */
export const failpoints = [
  'act-recorded', 'act-sent', 'record-before-commit', 'record-after-commit', 'ask-before-send', 'ask-after-send',
  'prepare', 'release-before-commit', 'release-after-commit', 'lease', 'window', 'batch-sent', 'mark',
  'fan-out-complete',
] as const; // prettier-ignore
export type Failpoint = (typeof failpoints)[number];

type Way = 'exit' | 'pause' | 'error';
interface Armed {
  readonly way: Way;
  /** Fires at this visit, counted from 1, and at no other. */
  readonly nth: number;
  visits: number;
}

const shape = /^([a-z-]+)=(exit|pause|error)(?::(\d+))?$/;
const LOOK_MS = 20;

let armed: Map<string, Armed> | undefined;

/**
 * A named place for tests of faults: does nothing unless EBLAGH_FAILPOINTS says so; a live start refuses that (config/config).
 *
 * A list `name=exit|pause|error[:nth]` (comma separated) arms at the start: `exit` kills the process, `pause` never
 * returns, `error` throws. An absolute path names a folder in which a test arms a step at any moment by a file of its
 * name: the process that comes there first renames it to `<name>.reached` and waits until that is deleted.
 */
export async function failpoint(name: Failpoint): Promise<void> {
  const setting = process.env['EBLAGH_FAILPOINTS'];
  if (!setting) return;
  if (isAbsolute(setting)) return waitIn(setting, name);
  armed ??= read(setting);
  const fault = armed.get(name);
  if (!fault) return;
  fault.visits += 1;
  if (fault.visits !== fault.nth) return;
  if (fault.way === 'error') throw new Error(`failpoint ${name}`);
  if (fault.way === 'exit') process.kill(process.pid, 'SIGKILL');
  await new Promise(() => setInterval(() => undefined, 60_000));
}

async function waitIn(folder: string, name: Failpoint): Promise<void> {
  const reached = join(folder, `${name}.reached`);
  try {
    renameSync(join(folder, name), reached);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  while (existsSync(reached)) await sleep(LOOK_MS);
}

function read(list: string): Map<string, Armed> {
  const found = new Map<string, Armed>();
  for (const entry of list.split(',').filter(Boolean)) {
    const [, name, way, nth] = shape.exec(entry.trim()) ?? [];
    if (!name || !(failpoints as readonly string[]).includes(name))
      throw new Error(
        `EBLAGH_FAILPOINTS: ${entry} is not name=exit|pause|error[:nth] of ${failpoints.join(', ')}`,
      );
    found.set(name, { way: way as Way, nth: Number(nth ?? 1), visits: 0 });
  }
  return found;
}
