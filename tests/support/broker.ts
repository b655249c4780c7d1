import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorMessage } from '../../config/errors.js';
import { TestFolder } from './folder.js';
import { startTestPostgres } from './postgres-server.js';
import { startTestTemporal } from './temporal-server.js';

/** What the suite's servers offer; each is started at the first question for it. */
const SERVERS = { postgres: startTestPostgres, temporal: startTestTemporal };

/**
 * Keeps the servers that all test files share. Test files run in processes of their own, so they ask over
 * loopback; a run of pure rule tests asks for nothing and starts nothing.
 */
export async function openBroker(): Promise<{ url: string; close: () => Promise<void> }> {
  const folder = TestFolder.make();
  const started = new Map<string, Promise<{ answer: unknown; close: () => Promise<void> }>>();
  const ask = (name: keyof typeof SERVERS) => {
    const server = started.get(name) ?? SERVERS[name](folder);
    started.set(name, server);
    return server;
  };
  const http = createServer((request, response) => {
    const name = request.url?.slice(1) ?? '';
    if (name === 'postgres' || name === 'temporal') void reply(response, ask(name));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const close = async () => {
    for (const server of await Promise.allSettled(started.values()))
      if (server.status === 'fulfilled') await server.value.close();
    folder.remove();
    http.closeAllConnections();
    http.close();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

async function reply(response: ServerResponse, server: Promise<{ answer: unknown }>): Promise<void> {
  try {
    const { answer } = await server;
    response.end(JSON.stringify(answer));
  } catch (error) {
    response.writeHead(500).end(errorMessage(error));
  }
}
