import { setTimeout as sleep } from 'node:timers/promises';
import { errorMessage } from '../config/errors.js';
import { claim, extendClaim, finish, postpone, type ClaimedEntry } from '../database/outbox.js';
import { listen, type Listener } from './listen.js';
import { carry, type Carried, type RelayDeps } from './carry.js';

/** Looked at this often besides being woken: a notice may be lost, and entries fall due by time. */
const POLL_MS = 1_000;
/** Lanes in hand at once; each is one announcement, or one mail. */
const LANES = 24;
/** Acts of one announcement in flight at once: the server allows ten Updates. */
const PER_LANE = 8;
/** A relay that dies loses its lanes after this; while it lives it renews them. */
const CLAIM_MS = 10_000;

/**
 * Carries the outbox out: starts runs, delivers acts in order, sends staff mail. Needs neither Temporal nor PostgreSQL
 * to be there all the time: what fails is tried again, ever more slowly, and nothing is dropped. Any number of relays may
 * run beside each other.
 */
export class Relay {
  private readonly lanes = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private listener: Listener | undefined;
  private running: Promise<void> | undefined;

  constructor(private readonly deps: RelayDeps & { readonly databaseUrl: string }) {}

  start(): void {
    this.listener = listen(this.deps.databaseUrl);
    this.running = this.run();
  }

  /** Finishes what is in hand and begins nothing new. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.listener?.wake();
    await this.running;
    await Promise.allSettled(this.lanes.values());
    await this.listener?.close();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const claimed = await this.claimed();
      for (const lane of new Set(claimed.map((entry) => entry.lane)))
        this.begin(lane, claimed.filter((entry) => entry.lane === lane)); // prettier-ignore
      if (claimed.length === 0) await this.listener?.next(POLL_MS);
      else if (this.lanes.size >= LANES) await Promise.race(this.lanes.values());
    }
  }

  private async claimed(): Promise<ClaimedEntry[]> {
    const lanes = LANES - this.lanes.size;
    if (lanes <= 0) return [];
    try {
      return await claim(this.deps.db, { lanes, perLane: PER_LANE, forMs: CLAIM_MS });
    } catch (error) {
      this.deps.log.warn({ error: errorMessage(error) }, 'the outbox cannot be read');
      await sleep(POLL_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      return [];
    }
  }

  private begin(lane: string, entries: readonly ClaimedEntry[]): void {
    const work = this.carryLane(entries)
      .catch((error: unknown) =>
        this.deps.log.error({ lane, error: errorMessage(error) }, 'a lane of the outbox failed'),
      )
      .finally(() => {
        this.lanes.delete(lane);
        this.listener?.wake();
      });
    this.lanes.set(lane, work);
  }

  /** Neighbouring acts go out together, since their run puts them in order; everything else waits for what came before. */
  private async carryLane(entries: readonly ClaimedEntry[]): Promise<void> {
    const positions = entries.map(({ position }) => position);
    const renewing = setInterval(() => void this.renew(positions), CLAIM_MS / 3);
    try {
      for (let at = 0; at < entries.length;) {
        const next = entries.slice(at).findIndex(({ kind }) => kind !== 'act');
        const size = Math.max(1, next === -1 ? entries.length - at : next);
        const results = await Promise.all(entries.slice(at, at + size).map((entry) => this.carryOne(entry)));
        at += size;
        if (results.some((done) => !done)) return await this.putBack(entries.slice(at));
      }
    } finally {
      clearInterval(renewing);
    }
  }

  private async carryOne(entry: ClaimedEntry): Promise<boolean> {
    const carried = await carry(this.deps, entry).catch((error: unknown): Carried => ({
      done: false,
      why: errorMessage(error),
    }));
    if (carried.done) await finish(this.deps.db, entry.position);
    else await postpone(this.deps.db, entry.position, delayMs(entry.attempts), carried.why);
    return carried.done;
  }

  private async putBack(entries: readonly ClaimedEntry[]): Promise<void> {
    for (const { position } of entries) await postpone(this.deps.db, position, 0, 'an earlier one waits');
  }

  private async renew(positions: readonly number[]): Promise<void> {
    await extendClaim(this.deps.db, positions, CLAIM_MS).catch((error: unknown) =>
      this.deps.log.warn({ error: errorMessage(error) }, 'a claim could not be renewed'),
    );
  }
}

/** Half a second at first, half a minute at last. */
const delayMs = (attempts: number): number => Math.min(30_000, 250 * 2 ** Math.min(attempts, 10));
