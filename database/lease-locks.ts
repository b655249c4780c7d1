import { createHash } from 'node:crypto';
import { Client } from 'pg';
import type { Fan } from './recipients.js';

/** The advisory lock of one lease: free as soon as its holder's connection is gone. */
export function leaseKey({ announcement, channel }: Fan): number {
  return createHash('sha256').update(`lease/${announcement}/${channel}`).digest().readInt32BE(0);
}

export interface HeldLease {
  /** Aborted when the connection that held it is lost: whoever sends under it must stop. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Holds leases by session locks on one connection of this worker's own, so that PostgreSQL itself notices a worker that
 * was killed or cut off, at once and without waiting for a lease to run out.
 */
export class LeaseLocks {
  private client: Promise<Client> | undefined;
  private lost = new AbortController();

  constructor(private readonly url: string) {}

  async hold(fan: Fan, fence: number): Promise<HeldLease> {
    const client = await this.connected();
    const { signal } = this.lost;
    const key = [leaseKey(fan), fence];
    await client.query('select pg_advisory_lock($1, $2)', key);
    const release = async () => {
      if (!signal.aborted) await client.query('select pg_advisory_unlock($1, $2)', key);
    };
    return { lost: signal, release };
  }

  async close(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    this.client = undefined;
    await client?.end();
  }

  private connected(): Promise<Client> {
    this.client ??= this.connect().catch((error: unknown) => {
      this.client = undefined;
      throw error;
    });
    return this.client;
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'eblagh-leases',
      keepAlive: true,
      // A computer that went dark is noticed by the server within half a minute.
      options: '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
    });
    const gone = () => {
      this.client = undefined;
      this.lost.abort();
      this.lost = new AbortController();
    };
    client.on('error', gone);
    client.once('end', gone);
    await client.connect();
    return client;
  }
}
