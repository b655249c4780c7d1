import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from 'pino';
import { notifyChannel, type Notice } from '../../database/notify.js';

const RECONNECT_MS = 1_000;

/** What changed, as committed transactions tell it (LISTEN). Missed ones are made good by whoever asks again. */
export interface LiveChanges {
  /** Calls back for each notice about an announcement, until the returned function is called. */
  subscribe(listener: (notice: ChangeNotice) => void): () => void;
  /** Calls back once, when this process stops: streams end so that their readers go elsewhere. */
  onEnd(listener: () => void): () => void;
  end(): void;
  close(): Promise<void>;
}
export type ChangeNotice = Notice & { readonly announcement: string };

/** Listens on a connection of its own, and comes back after every loss. */
export function liveChanges(url: string, log: Logger): LiveChanges {
  const emitter = new EventEmitter().setMaxListeners(0);
  const ending = new AbortController();
  const tell = (payload: string | undefined) => {
    const notice = read(payload);
    if (notice) emitter.emit('change', notice);
  };
  const running = listenUntil(ending.signal, url, tell, log);
  return {
    subscribe(listener) {
      emitter.on('change', listener);
      return () => void emitter.off('change', listener);
    },
    onEnd(listener) {
      emitter.once('end', listener);
      return () => void emitter.off('end', listener);
    },
    end: () => void emitter.emit('end'),
    async close() {
      ending.abort();
      await running;
    },
  };
}

type Tell = (payload: string | undefined) => void;

async function listenUntil(ending: AbortSignal, url: string, tell: Tell, log: Logger): Promise<void> {
  while (!ending.aborted) {
    const why = await listenOnce(ending, url, tell);
    if (ending.aborted) return;
    log.warn({ why }, 'live changes lost their connection');
    await sleep(RECONNECT_MS, undefined, { signal: ending }).catch(() => undefined);
  }
}

/** Listens until the connection is lost or it is time to end; gives the name of what happened. */
async function listenOnce(ending: AbortSignal, url: string, tell: Tell): Promise<string> {
  const client = new Client({ connectionString: url, application_name: 'eblagh-api-live', keepAlive: true });
  const lost = new Promise<string>((resolve) => {
    client.on('error', ({ name }) => resolve(name));
    client.on('end', () => resolve('end'));
    ending.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  client.on('notification', ({ payload }) => tell(payload));
  try {
    await client.connect();
    await client.query(`listen ${notifyChannel}`);
    return await lost;
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown';
  } finally {
    await client.end().catch(() => undefined);
  }
}

function read(payload: string | undefined): ChangeNotice | null {
  try {
    const notice = JSON.parse(payload ?? '') as Notice;
    return typeof notice.announcement === 'string' ? { ...notice, announcement: notice.announcement } : null;
  } catch {
    return null;
  }
}
