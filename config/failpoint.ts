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

let armed: Map<string, Armed> | undefined;

/**
 * A named place for tests of faults: does nothing unless EBLAGH_FAILPOINTS lists `name=exit|pause|error[:nth]`
 * (comma separated). `exit` kills the process, `pause` never returns, `error` throws. Refused in live mode.
 */
export async function failpoint(name: Failpoint): Promise<void> {
  armed ??= read(process.env['EBLAGH_FAILPOINTS']);
  const fault = armed.get(name);
  if (!fault) return;
  fault.visits += 1;
  if (fault.visits !== fault.nth) return;
  if (fault.way === 'error') throw new Error(`failpoint ${name}`);
  if (fault.way === 'exit') process.kill(process.pid, 'SIGKILL');
  await new Promise(() => setInterval(() => undefined, 60_000));
}

/** Whether this environment arms any; a live start refuses to run with them. */
export const hasFailpoints = (env: Readonly<Record<string, string | undefined>>): boolean =>
  Boolean(env['EBLAGH_FAILPOINTS']);

function read(list: string | undefined): Map<string, Armed> {
  const found = new Map<string, Armed>();
  for (const entry of (list ?? '').split(',').filter(Boolean)) {
    const [, name, way, nth] = shape.exec(entry.trim()) ?? [];
    if (!name || !(failpoints as readonly string[]).includes(name))
      throw new Error(
        `EBLAGH_FAILPOINTS: ${entry} is not name=exit|pause|error[:nth] of ${failpoints.join(', ')}`,
      );
    found.set(name, { way: way as Way, nth: Number(nth ?? 1), visits: 0 });
  }
  return found;
}
