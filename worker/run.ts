import { Client, Connection } from '@temporalio/client';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createActivities } from '../activities/index.js';
import type { Patience } from '../activities/patience.js';
import { sendStaffMail } from '../activities/staff-mail.js';
import type { ServiceConfig } from '../config/config.js';
import { errorMessage } from '../config/errors.js';
import { Reconciler } from '../relay/reconciler.js';
import { Relay } from '../relay/relay.js';
import { defaultTaskQueue } from '../relay/start-runs.js';
import { workflowCode } from './bundle.js';
import { openDeps, type OpenDeps } from './open-deps.js';

const AGAIN_MS = 1_000;

/** How much one worker does at a time. */
export const workerCapacity = {
  // Each cached run costs memory of ours; a run that is not cached is replayed.
  maxCachedWorkflows: 200,
  maxConcurrentLocalActivityExecutions: 20,
  maxConcurrentActivityTaskExecutions: 40,
} as const;

export interface WorkerSettings {
  readonly taskQueue?: string;
  readonly patience?: Patience;
  /** The bundled workflows, where they are not in the usual place. */
  readonly codePath?: string;
}

export interface RunningWorker {
  /** Takes nothing new, finishes what is in hand, and ends. */
  stop(): void;
  readonly ended: Promise<void>;
}

/**
 * Registers workflows and activities with Temporal and starts the relay. The relay begins at once, since staff mail needs
 * no Temporal; the worker as soon as Temporal is there, however long that takes.
 */
export async function startWorker(
  config: ServiceConfig,
  log: Logger,
  { taskQueue = defaultTaskQueue, patience, codePath }: WorkerSettings = {},
): Promise<RunningWorker> {
  installRuntime(log);
  const ending = new AbortController();
  const deps = await openDeps(config, log, ending.signal, patience);
  const { address, namespace } = config.temporal;
  const connection = Connection.lazy({ address });
  const client = new Client({ connection, namespace });
  const shared = { db: deps.db, client, taskQueue, log };
  const reconciler = new Reconciler(shared);
  const relay = new Relay({
    ...shared,
    databaseUrl: config.databaseUrl,
    sendStaffMail: (mail) => sendStaffMail(deps, mail),
    onMissingRun: (announcement) => reconciler.missed(announcement),
  });
  relay.start();
  reconciler.start();
  const run = async () => {
    try {
      await poll(config, deps, { taskQueue, codePath }, ending.signal, log);
    } finally {
      await Promise.allSettled([relay.stop(), reconciler.stop()]);
      await connection.close();
      await deps.close();
    }
  };
  return { stop: () => ending.abort(), ended: run() };
}

/** Once in a process, before anything else of Temporal's native part. It leaves signals to us. */
export function installRuntime(log: Logger): void {
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) =>
      log[level === 'WARN' ? 'warn' : level === 'ERROR' ? 'error' : 'debug'](meta ?? {}, message),
    ),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }), forward: {} },
    },
    shutdownSignals: [],
  });
}

async function poll(
  config: ServiceConfig,
  deps: OpenDeps,
  { taskQueue, codePath }: { taskQueue: string; codePath: string | undefined },
  ending: AbortSignal,
  log: Logger,
): Promise<void> {
  const connection = await connected(config.temporal.address, ending, log);
  if (!connection) return;
  try {
    const worker = await Worker.create({
      connection,
      namespace: config.temporal.namespace,
      taskQueue,
      activities: createActivities(deps),
      ...workflowCode(codePath),
      // Mails are on their way when a deploy begins; batches end by themselves as soon as `ending` is aborted.
      shutdownGraceTime: '10 seconds',
      shutdownForceTime: '18 seconds',
      ...workerCapacity,
    });
    ending.addEventListener('abort', () => worker.shutdown(), { once: true });
    log.info({ taskQueue }, 'the worker is running');
    if (ending.aborted) worker.shutdown();
    await worker.run();
  } finally {
    await connection.close();
  }
}

/** Waits for Temporal; undefined when the worker is asked to end before it is there. */
async function connected(
  address: string,
  ending: AbortSignal,
  log: Logger,
): Promise<NativeConnection | undefined> {
  for (let told = false; !ending.aborted; told = true) {
    try {
      return await NativeConnection.connect({ address });
    } catch (error) {
      if (!told) log.warn({ address, error: errorMessage(error) }, 'Temporal is away; waiting for it');
      await sleep(AGAIN_MS, undefined, { signal: ending }).catch(() => undefined);
    }
  }
  return undefined;
}
