import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inPackage } from '../config/paths.js';
import { runningEmbeddedUrl } from '../start/embedded.js';
import { readPidFile } from '../start/identity.js';
import { pidFile } from '../start/lock.js';
import { freePort } from '../start/ports.js';
import { until } from '../start/wait.js';
import { demand, type Run } from './bench.js';

const READY_WITHIN_MS = 120_000;

/** Of the environment only what finds programs and caches: a product under test has servers and settings of its own. */
const INHERITED = ['PATH', 'HOME', 'XDG_CACHE_HOME', 'TEMPORAL_CLI', 'TMPDIR', 'NODE_OPTIONS'];

/** A DATA_DIR in the temporary folder, for one benchmark. */
export interface Installation {
  readonly dataDir: string;
  readonly port: number;
  remove(): void;
}

export async function installation(): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'eblagh-bench-'));
  // The embedded database of a product that root starts runs as another user.
  chmodSync(dataDir, 0o755);
  const remove = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  return { dataDir, port: await freePort(), remove };
}

/** The whole product, as `npm start` runs it, on loopback. */
export class Product {
  private constructor(
    private readonly child: ChildProcess,
    private readonly installed: Installation,
    /** From the spawn to the first `/readyz` that says ready, in milliseconds. */
    readonly readyAfterMs: number,
  ) {}

  /** Starts it as a trial, with mail to `smtpUrl` or else to its own mailbox, and waits until it is ready. */
  static async start({ signal }: Run, installed: Installation, smtpUrl?: string): Promise<Product> {
    const began = performance.now();
    const child = spawn(process.execPath, [inPackage('dist', 'start', 'main.js')], {
      env: environment(installed, smtpUrl),
      stdio: ['ignore', 'ignore', 'inherit'],
      signal,
      killSignal: 'SIGTERM',
    });
    child.on('error', () => undefined);
    const ready = () => signal.aborted || child.exitCode !== null || isReady(installed.port);
    await until(ready, { withinMs: READY_WITHIN_MS, everyMs: 10 });
    const product = new Product(child, installed, performance.now() - began);
    if (child.exitCode === null && !signal.aborted && (await isReady(installed.port))) return product;
    await product.stop();
    throw new Error('the product did not become ready');
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.installed.port}`;
  }

  async databaseUrl(): Promise<string> {
    const url = await runningEmbeddedUrl(this.installed.dataDir);
    demand(url !== undefined, 'the embedded database is not running');
    return url;
  }

  temporalAddress(): string {
    const ports: unknown = JSON.parse(readFileSync(join(this.installed.dataDir, 'ports.json'), 'utf8'));
    return `127.0.0.1:${(ports as { temporal: number }).temporal}`;
  }

  /** The process that runs a part of it now. */
  pid(part: string): number {
    const identity = readPidFile(pidFile(this.installed.dataDir, part));
    demand(identity !== undefined, `${part} is not running`);
    return identity.pid;
  }

  /** Posts as an API token does, under a new key; throws unless the answer is one of success. */
  async post<T>(token: string, path: string, body: object): Promise<T> {
    const response = await fetch(`${this.baseUrl}${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': randomUUID(),
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    demand(response.ok, `POST ${path} answered ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

function environment({ dataDir, port }: Installation, smtpUrl?: string): NodeJS.ProcessEnv {
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(inherited),
    EBLAGH_TRIAL: '1',
    DATA_DIR: dataDir,
    PORT: String(port),
    ...(smtpUrl === undefined ? {} : { SMTP_URL: smtpUrl }),
  };
}

async function isReady(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
