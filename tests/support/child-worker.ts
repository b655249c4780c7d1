import { afterAll } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inPackage } from '../../config/paths.js';
import { sendAct } from '../../workflows/send-act.js';
import { freshDatabase, type FreshDatabase } from './database.js';
import { workflowCode } from './engine.js';
import { ownTemporal, type OwnTemporal } from './own-temporal.js';
import { scriptedSmtp, type ScriptedSmtp } from './smtp-server.js';
import { mailFrom, secretKey, seedStage, type Stage, type StageOptions } from './stage.js';

/** The worker as its own process, under one Temporal server of this file's own, so that either can be killed. */
export interface ProcessStage extends Stage {
  readonly database: FreshDatabase;
  readonly smtp: ScriptedSmtp;
  readonly temporal: OwnTemporal;
  readonly client: Client;
  /** Starts a worker; it dies at the failpoints named. */
  startWorker(failpoints?: string): WorkerProcess;
  /** Kills every worker that was started: none of one test may do the work of the next. */
  killWorkers(): Promise<void>;
}

export interface WorkerProcess {
  /** How it ended; `SIGKILL` for one that died at a failpoint. */
  readonly ended: Promise<string>;
  /** Everything it wrote so far. */
  output(): string;
  kill(signal: NodeJS.Signals): Promise<string>;
}

export async function processStage(
  options: StageOptions & { readonly duplicateWindow?: number } = {},
): Promise<ProcessStage> {
  const stops: (() => unknown)[] = [];
  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop();
  });
  const folder = mkdtempSync(join(tmpdir(), 'eblagh-worker-'));
  stops.push(() => rmSync(folder, { recursive: true, force: true }));
  const database = await freshDatabase();
  const list = await seedStage(database.db, options);
  const smtp = await scriptedSmtp();
  const temporal = await ownTemporal(folder);
  await temporal.start();
  stops.push(
    () => smtp.close(),
    () => temporal.kill(),
  );
  const connection = Connection.lazy({ address: temporal.address });
  stops.push(() => connection.close());
  const client = new Client({ connection });
  const workers: WorkerProcess[] = [];
  const killWorkers = async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.kill('SIGKILL')));
  };
  stops.push(killWorkers);
  const bundle = join(folder, 'workflows.js');
  writeFileSync(bundle, await workflowCode());
  const environment = {
    PATH: process.env['PATH'],
    EBLAGH_TRIAL: '1',
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    SMTP_URL: smtp.url,
    MAIL_FROM: `${mailFrom.name} <${mailFrom.address}>`,
    SECRET_KEY: secretKey,
    TEMPORAL_ADDRESS: temporal.address,
    DUPLICATE_WINDOW: String(options.duplicateWindow ?? 64),
    LOG_LEVEL: 'info',
  };
  return {
    database,
    db: database.db,
    list,
    smtp,
    temporal,
    client,
    send: (message, deadlineMs) => sendAct(client, message, { deadlineMs }),
    startWorker(failpoints = '') {
      const args = [
        '--import',
        inPackage('scripts', 'register-ts.mjs'),
        inPackage('tests', 'support', 'worker-process.ts'),
        bundle,
      ];
      const child = spawn(process.execPath, args, {
        env: { ...environment, EBLAGH_FAILPOINTS: failpoints },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const worker = watched(child);
      workers.push(worker);
      return worker;
    },
    killWorkers,
  };
}

function watched(child: ChildProcess): WorkerProcess {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'exit').then(([code, signal]: unknown[]) => String(signal ?? code));
  return {
    ended,
    output: () => output,
    kill(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return ended;
    },
  };
}
