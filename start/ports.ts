import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { connect } from 'node:net';
import { join } from 'node:path';
import { errorCode } from '../config/errors.js';

/** The loopback ports this product opens for its own processes. */
export type PortName = 'postgres' | 'temporal' | 'temporal-ui' | 'mailbox-smtp' | 'mailbox-http';

type Remembered = Partial<Record<PortName, number>>;

/** Whether nothing listens on the port; a host that is not this computer's counts as taken. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A loopback port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Whether something accepts connections on a loopback port. */
export function isListening(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1_000 });
    const answer = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}

/** The same port as at the last start where it is still free, else a new one; kept in DATA_DIR/ports.json. */
export async function rememberedPort(dataDir: string, name: PortName): Promise<number> {
  const before = readRemembered(dataDir)[name];
  if (before !== undefined && (await isPortFree(before))) return before;
  const port = await freePort();
  writeRemembered(dataDir, { ...readRemembered(dataDir), [name]: port });
  return port;
}

const fileOf = (dataDir: string): string => join(dataDir, 'ports.json');

function readRemembered(dataDir: string): Remembered {
  try {
    const value: unknown = JSON.parse(readFileSync(fileOf(dataDir), 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    // A file cut off by a full disk or a kill is no reason not to start.
    if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return {};
    throw error;
  }
}

function writeRemembered(dataDir: string, ports: Remembered): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(`${fileOf(dataDir)}.new`, JSON.stringify(ports));
  renameSync(`${fileOf(dataDir)}.new`, fileOf(dataDir));
}
