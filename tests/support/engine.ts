import { afterAll } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import { ClockWatch } from '../../activities/clock-watch.js';
import type { Deps } from '../../activities/deps.js';
import { createActivities } from '../../activities/index.js';
import { LeaseLocks } from '../../database/lease-locks.js';
import type { Patience } from '../../activities/patience.js';
import { sendStaffMail } from '../../activities/staff-mail.js';
import { emailChannel } from '../../channels/email.js';
import { connect } from '../../database/connection.js';
import { Reconciler } from '../../relay/reconciler.js';
import { Relay } from '../../relay/relay.js';
import { sendAct } from '../../workflows/send-act.js';
import { freshDatabase, type FreshDatabase } from './database.js';
import { scriptedSmtp, type ScriptedSmtp } from './smtp-server.js';
import { secretKey, seedStage, type Stage, type StageOptions } from './stage.js';
import { temporalAddress, unique } from './temporal.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Tries again at once, so that a test of the tenth try does not take an hour. */
export const impatience: Patience = {
  firstRetry: 50,
  lastRetry: 200,
  trouble: 100,
  giveUp: 3_600_000,
  lease: 2_000,
};

export interface EngineOptions extends StageOptions {
  readonly duplicateWindow?: number;
  readonly patience?: Partial<Patience>;
  readonly clock?: ClockWatch;
}

export interface Engine extends Stage {
  readonly database: FreshDatabase;
  readonly client: Client;
  readonly smtp: ScriptedSmtp;
  readonly taskQueue: string;
  /** Workers with their own connections, as further processes would be; the first runs already. */
  startWorker(options?: Partial<EngineOptions>): Promise<{ stop(): Promise<void>; deps: Deps }>;
  startRelay(): { stop(): Promise<void> };
  /** What the worker and the relay of this engine run with. */
  readonly options: EngineOptions;
}

/** Everything between a recorded act and a mail: PostgreSQL, Temporal, one worker with its relay, a scripted mail server. */
export async function testEngine(options: EngineOptions = {}): Promise<Engine> {
  // Hooks run in the order they are made: everything ends before its database is dropped.
  const stops: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop();
  });
  const database = await freshDatabase();
  const list = await seedStage(database.db, options);
  return engineOn(database, list, options, await temporalAddress(), stops);
}

async function engineOn(
  database: FreshDatabase,
  list: string,
  options: EngineOptions,
  address: string,
  stops: (() => Promise<unknown>)[],
): Promise<Engine> {
  installRuntime();
  const smtp = await scriptedSmtp();
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const client = new Client({ connection });
  const taskQueue = unique('engine');
  stops.push(
    () => smtp.close(),
    () => connection.close(),
    () => native.close(),
  );
  const engine: Engine = {
    database,
    db: database.db,
    send: (message, deadlineMs) => sendAct(client, message, { deadlineMs }),
    client,
    smtp,
    taskQueue,
    list,
    options,
    async startWorker(more = {}) {
      const running = await runWorker(engine, native, { ...options, ...more });
      stops.push(() => running.stop());
      return running;
    },
    startRelay() {
      const running = runRelay(engine);
      stops.push(() => running.stop());
      return running;
    },
  };
  return engine;
}

let installed = false;

/** Once in a file, and before anything else of Temporal's native part. */
export function installRuntime(): void {
  if (!installed) Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  installed = true;
}

let code: Promise<string> | undefined;

/** The workflows, bundled once for each test file. */
export const workflowCode = (): Promise<string> => {
  code ??= bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('ERROR', ({ message }) => process.stderr.write(`${message}\n`)),
  }).then((bundle) => bundle.code);
  return code;
};

async function runWorker(engine: Engine, connection: NativeConnection, options: EngineOptions) {
  const deps = depsFor(engine, options);
  const worker = await Worker.create({
    connection,
    taskQueue: engine.taskQueue,
    activities: createActivities(deps),
    workflowBundle: { code: await workflowCode() },
    shutdownGraceTime: 500,
    shutdownForceTime: 5_000,
  });
  const ended = worker.run();
  const relay = runRelay(engine, deps);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      deps.abort();
      worker.shutdown();
      await Promise.all([ended, relay.stop()]);
      await deps.close();
    })();
    return stopped;
  };
  return { stop, deps };
}

export function depsFor(
  engine: Pick<Engine, 'database' | 'smtp'>,
  options: EngineOptions,
): Deps & { abort(): void; close(): Promise<void> } {
  const connection = connect(engine.database.url, { max: 12 });
  const patience = { greeting: 1_000, beforeMessage: 2_000, afterMessage: 1_500 };
  const [staffMail, bulkMail] = [2, 5].map((connections) =>
    emailChannel(engine.smtp.url, { connections, patience }),
  );
  const locks = new LeaseLocks(engine.database.url);
  const ending = new AbortController();
  return {
    db: connection.db,
    secretKey,
    baseUrl: 'http://127.0.0.1:3000',
    locks,
    ending: ending.signal,
    log: quiet,
    mailFrom: { name: 'استانداری', address: 'eblagh@example.test' },
    staffMail: staffMail!,
    bulkMail: bulkMail!,
    duplicateWindow: options.duplicateWindow ?? 64,
    clock: options.clock ?? new ClockWatch(),
    patience: { ...impatience, ...options.patience },
    abort: () => ending.abort(),
    async close() {
      staffMail?.close();
      bulkMail?.close();
      await locks.close();
      await connection.close();
    },
  };
}

function runRelay(engine: Engine, deps = depsFor(engine, engine.options)): { stop(): Promise<void> } {
  const shared = { db: engine.db, client: engine.client, taskQueue: engine.taskQueue, log: quiet };
  const reconciler = new Reconciler(shared);
  const relay = new Relay({
    ...shared,
    databaseUrl: engine.database.url,
    sendStaffMail: (mail) => sendStaffMail(deps, mail),
    onMissingRun: (announcement) => reconciler.missed(announcement),
  });
  relay.start();
  reconciler.start();
  return { stop: async () => void (await Promise.all([relay.stop(), reconciler.stop()])) };
}
