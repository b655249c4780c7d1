import { afterAll } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { inPackage } from '../../config/paths.js';
import { secretKey } from './api.js';
import { waitFor } from './wait-for.js';

/** The API as a process of its own, run from its sources. */
export interface ApiProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it wrote. */
  output(): string;
  /** Ends it by a signal; its exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

const running: ((signal: NodeJS.Signals) => Promise<unknown>)[] = [];
afterAll(() => Promise.all(running.map((end) => end('SIGKILL'))));

/** Starts one on a free port and waits until it answers. Ended with the test file. */
export async function apiProcess(env: Readonly<Record<string, string>>): Promise<ApiProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--import', inPackage('scripts', 'register-ts.mjs'), inPackage('api', 'main.ts')], {
    env: { PATH: process.env['PATH'], EBLAGH_TRIAL: '1', HOST: '127.0.0.1', PORT: String(port), SECRET_KEY: secretKey, SMTP_URL: 'smtp://127.0.0.1:9', TEMPORAL_ADDRESS: '127.0.0.1:9', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (written += text));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const end = (signal: NodeJS.Signals = 'SIGTERM') => {
    if (!over(child)) child.kill(signal);
    return exited;
  };
  running.push(end);
  await waitFor('the api to answer or end', async () => over(child) || (await fetch(`${url}/healthz`)).ok, 60_000);
  if (over(child)) throw new Error(`the api ended with ${await exited}: ${written}`);
  return { url, process: child, output: () => written, end };
} // prettier-ignore

const over = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
