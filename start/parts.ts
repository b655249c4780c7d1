import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { inPackage } from '../config/paths.js';
import { embeddedCluster } from './embedded.js';
import type { Part } from './keeper.js';
import { isListening, rememberedPort } from './ports.js';
import { clusterUrl, initialise, startPostgres } from './postgres.js';
import { StartRefused } from './refused.js';
import { becomesReady, end, launch } from './running.js';
import { startTemporal } from './temporal.js';

const TEMPORAL_READY_WITHIN_MS = 30_000;

/** Our own processes. */
export type Program = 'api' | 'worker' | 'mailbox';

/** The arguments of Node that run one of our programs. */
export type Programs = (name: Program | 'prepare') => string[];

/** The programs as they were built. A small young generation halves what an idle process keeps. */
export const builtPrograms: Programs = (name) => [
  '--max-semi-space-size=4',
  name === 'prepare' ? inPackage('dist', 'start', 'prepare.js') : inPackage('dist', name, 'main.js'),
];

/** What a part needs to know of the start it belongs to. */
export interface PartContext {
  config: Config;
  say: (line: string) => void;
  programs: Programs;
}

/**
 * Where a part writes. A trial is watched by a person, so its logs go to files under DATA_DIR; live, they
 * go to our own outputs, which the system's journal collects and rotates.
 */
export const logFile = ({ mode, dataDir }: Config, name: string): string | undefined =>
  mode === 'trial' ? join(dataDir, 'logs', `${name}.log`) : undefined;

/** The embedded PostgreSQL and its address. It is asked to end by a fast shutdown: SIGINT. */
export async function postgresPart({ config, say }: PartContext): Promise<{ part: Part; url: string }> {
  const cluster = await embeddedCluster(config.dataDir, logFile(config, 'postgres'), say);
  const part: Part = {
    name: 'postgres',
    log: cluster.log,
    launch: () => {
      initialise(cluster);
      return startPostgres(cluster);
    },
    stop: { ask: 'SIGINT', withinMs: 20_000 },
  };
  return { part, url: clusterUrl(cluster) };
}

/** The Temporal server from a CLI, on a SQLite file in DATA_DIR, with its own pages. */
export async function temporalPart({ config }: PartContext, binary: string) {
  const port = await rememberedPort(config.dataDir, 'temporal');
  const uiPort = await rememberedPort(config.dataDir, 'temporal-ui');
  const log = logFile(config, 'temporal');
  const file = join(config.dataDir, 'temporal.sqlite');
  const part: Part = {
    name: 'temporal',
    log,
    launch: async () => {
      const { namespace } = config.temporal;
      const running = await startTemporal({ binary, port, uiPort, namespace, file, log });
      if (await becomesReady(running, () => isListening(port), TEMPORAL_READY_WITHIN_MS)) return running;
      await end(running, 'SIGTERM', TEMPORAL_READY_WITHIN_MS);
      throw new StartRefused(`The Temporal server did not start; see ${log ?? 'its messages'}`);
    },
    stop: { ask: 'SIGTERM', withinMs: 5_000 },
  };
  return { part, address: `127.0.0.1:${port}`, ui: `http://127.0.0.1:${uiPort}` };
}

/** One of our own programs. SIGTERM lets it finish what it has in hand. */
export const programPart = (
  { config, programs }: PartContext,
  name: Program,
  env: NodeJS.ProcessEnv,
  withinMs: number,
): Part => {
  const log = logFile(config, name);
  return {
    name,
    log,
    launch: () => launch({ command: process.execPath, args: programs(name), env, log }),
    stop: { ask: 'SIGTERM', withinMs },
  };
};
