import { Client } from 'pg';
import { notifyChannel } from '../database/notify.js';

/** Wakes when PostgreSQL says that something was committed; a lost connection is made again, and polling bridges it. */
export interface Listener {
  /** Resolves at the next notice, or after `ms`. */
  next(ms: number): Promise<void>;
  wake(): void;
  close(): Promise<void>;
}

const AGAIN_MS = 1_000;

/** Listens on a connection of its own. */
export function listen(url: string): Listener {
  let awake = false;
  let resolveNext: () => void = () => undefined;
  let client: Client | undefined;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;

  const wake = () => {
    awake = true;
    resolveNext();
  };
  const again = () => {
    client = undefined;
    if (!closed) retry = setTimeout(connect, AGAIN_MS);
  };
  function connect(): void {
    const made = new Client({ connectionString: url, application_name: 'eblagh-relay', keepAlive: true });
    client = made;
    made.on('notification', wake);
    made.once('end', again);
    // The end follows an error; without a listener Node would end the process.
    made.on('error', () => undefined);
    made
      .connect()
      .then(() => made.query(`listen ${notifyChannel}`))
      .then(wake)
      .catch(() => made.end().catch(() => undefined));
  }
  connect();

  return {
    wake,
    async next(ms) {
      let timer: NodeJS.Timeout | undefined;
      if (!awake)
        await new Promise<void>((resolve) => {
          resolveNext = resolve;
          timer = setTimeout(resolve, ms);
        });
      clearTimeout(timer);
      awake = false;
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
