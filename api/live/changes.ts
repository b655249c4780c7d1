import { EventEmitter } from 'node:events';
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

/** Listens on a connection of its own and comes back after every loss; `lost` is told apart by a new connection. */
export function liveChanges(url: string, log: Logger): LiveChanges {
  const emitter = new EventEmitter().setMaxListeners(0);
  let client: Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const again = () => {
    client = null;
    if (!closed) timer = setTimeout(() => void listen(), RECONNECT_MS);
  };
  const listen = async () => {
    const next = new Client({
      connectionString: url,
      application_name: 'eblagh-api-live',
      keepAlive: true,
    });
    client = next;
    next.on('error', (error) => log.warn({ code: error.name }, 'live changes lost their connection'));
    next.on('end', again);
    next.on('notification', ({ payload }) => {
      const notice = read(payload);
      if (notice) emitter.emit('change', notice);
    });
    try {
      await next.connect();
      await next.query(`listen ${notifyChannel}`);
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'live changes cannot listen');
      await next.end().catch(() => undefined);
    }
  };
  void listen();

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
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}

function read(payload: string | undefined): ChangeNotice | null {
  try {
    const notice = JSON.parse(payload ?? '') as Notice;
    return typeof notice.announcement === 'string' ? { ...notice, announcement: notice.announcement } : null;
  } catch {
    return null;
  }
}
