import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, isListening } from '../../start/ports.js';
import { end, type Running } from '../../start/running.js';
import { temporalLookups } from '../../start/temporal-lookups.js';
import { findTemporalServer } from '../../start/temporal-server.js';
import { startTemporal } from '../../start/temporal.js';
import { until } from '../../start/wait.js';

const say = (line: string) => process.stderr.write(`${line}\n`);

/** A Temporal server of a test's own, on a file, that can be taken away and brought back. */
export interface OwnTemporal {
  readonly address: string;
  start(): Promise<void>;
  /** Ended without a word, as by a fault. */
  kill(): Promise<void>;
  /** Takes its whole memory away; only while it does not run. */
  forget(): void;
}

export async function ownTemporal(folder: string): Promise<OwnTemporal> {
  const lookups = temporalLookups(
    { address: undefined, cli: process.env['TEMPORAL_CLI'], namespace: 'default' },
    say,
  );
  const source = await findTemporalServer(lookups, say);
  if (source.way === 'address') throw new Error('a server of our own was asked for');
  const port = await freePort();
  const file = join(folder, 'temporal.sqlite');
  let running: Running | undefined;
  return {
    address: `127.0.0.1:${port}`,
    async start() {
      const log = join(folder, 'temporal.log');
      running = await startTemporal({
        binary: source.binary,
        port,
        uiPort: undefined,
        namespace: 'default',
        file,
        log,
      });
      if (!(await until(() => isListening(port), { withinMs: 60_000 })))
        throw new Error('Temporal did not start');
    },
    async kill() {
      if (running) await end(running, 'SIGKILL', 5_000);
      running = undefined;
    },
    forget: () => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    },
  };
}
