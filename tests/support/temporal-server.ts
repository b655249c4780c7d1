import { join } from 'node:path';
import { freePort, isListening } from '../../start/ports.js';
import { end } from '../../start/running.js';
import { temporalLookups } from '../../start/temporal-lookups.js';
import { findTemporalServer } from '../../start/temporal-server.js';
import { startTemporal } from '../../start/temporal.js';
import { until } from '../../start/wait.js';
import type { TestFolder } from './folder.js';

const say = (line: string) => process.stderr.write(`${line}\n`);

/** The suite's Temporal: the one of TEMPORAL_ADDRESS, else a development server that forgets at its end. */
export async function startTestTemporal(folder: TestFolder) {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_CLI: cli } = process.env;
  const lookups = temporalLookups({ address, cli, namespace: 'default' }, say);
  const source = await findTemporalServer(lookups, say);
  if (source.way === 'address') return { answer: { address: source.address }, close: async () => {} };
  const port = await freePort();
  const running = await startTemporal({
    binary: source.binary,
    port,
    uiPort: undefined,
    namespace: 'default',
    file: undefined,
    log: join(folder.path, 'temporal.log'),
  });
  folder.remember('temporal', running.identity.pid);
  const ready = await until(() => isListening(port), { withinMs: 30_000 });
  if (!ready) throw new Error('Temporal did not start');
  return { answer: { address: `127.0.0.1:${port}` }, close: () => end(running, 'SIGTERM', 5_000) };
}
