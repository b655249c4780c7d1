import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db, Tx } from './connection.js';
import { outbox } from './schema.js';

/** What the relay carries out of a committed transaction. Order is kept within a lane. */
export type OutboxKind = (typeof outbox.$inferSelect)['kind'];

export interface OutboxEntry {
  readonly kind: OutboxKind;
  /** One announcement's id, or a mail's own key. */
  readonly lane: string;
  /** The same kind and key again is the same entry. */
  readonly key: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  /** Left to its writer for so long before the relay takes it up. */
  readonly delayMs?: number;
}

export interface ClaimedEntry {
  readonly position: number;
  readonly kind: OutboxKind;
  readonly lane: string;
  readonly key: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempts: number;
}

/** Puts entries into the outbox of this transaction. */
export async function enqueue(tx: Tx, ...entries: readonly OutboxEntry[]): Promise<void> {
  if (entries.length > 0) await outboxWrite(tx, entries);
}

/** The statement that {@link enqueue} sends; of one entry at least. */
export const outboxWrite = (tx: Tx, entries: readonly OutboxEntry[]) =>
  tx
    .insert(outbox)
    .values(
      entries.map(({ kind, lane, key, payload = {}, delayMs = 0 }) => ({
        kind,
        lane,
        key,
        payload: { ...payload },
        nextAt: sql`clock_timestamp() + ${delayMs} * interval '1 millisecond'`,
      })),
    )
    .onConflictDoNothing();

/**
 * Claims, of every lane whose oldest open entry is due, up to `perLane` entries in their order, and hides those
 * lanes from other relays for `forMs`. Two relays never hold one lane at the same time.
 */
export async function claim(
  db: Db,
  { lanes, perLane, forMs }: { lanes: number; perLane: number; forMs: number },
): Promise<ClaimedEntry[]> {
  const { rows } = await db.execute<Record<keyof ClaimedEntry, never>>(sql`
    with heads as (
      select distinct on (lane) lane, next_at from outbox where done_at is null order by lane, position
    ), due as (
      select lane from heads where next_at <= clock_timestamp() order by next_at limit ${lanes}
    ), chosen as (
      select o.position from due cross join lateral (
        select position from outbox where lane = due.lane and done_at is null order by position limit ${perLane}
      ) o
    ), locked as (
      select position from outbox where position in (select position from chosen) and done_at is null
        and next_at <= clock_timestamp() order by position for update skip locked
    )
    update outbox set attempts = attempts + 1, next_at = clock_timestamp() + ${forMs} * interval '1 millisecond'
    from locked where outbox.position = locked.position
    returning outbox.position::float8 as position, kind, lane, key, payload, attempts`);
  return (rows as unknown as ClaimedEntry[]).toSorted((a, b) => a.position - b.position);
}

/** Ends one entry: it was carried out. */
export async function finish(db: Db, position: number): Promise<void> {
  await db
    .update(outbox)
    .set({ doneAt: sql`clock_timestamp()`, lastError: null })
    .where(eq(outbox.position, position));
}

/** Puts one entry back for `delayMs`; `why` is for operators and holds no secrets. */
export async function postpone(db: Db, position: number, delayMs: number, why: string): Promise<void> {
  await db
    .update(outbox)
    .set({
      nextAt: sql`clock_timestamp() + ${delayMs} * interval '1 millisecond'`,
      lastError: why.slice(0, 500),
    })
    .where(and(eq(outbox.position, position), isNull(outbox.doneAt)));
}

/** Keeps claimed entries hidden from other relays for `forMs` more. */
export async function extendClaim(db: Db, positions: readonly number[], forMs: number): Promise<void> {
  await db
    .update(outbox)
    .set({ nextAt: sql`clock_timestamp() + ${forMs} * interval '1 millisecond'` })
    .where(and(inArray(outbox.position, [...positions]), isNull(outbox.doneAt)));
}

/** Opens the entries of acts again that came to nothing. */
export async function requeueActs(db: Db, acts: readonly string[]): Promise<void> {
  if (acts.length === 0) return;
  await db
    .update(outbox)
    .set({ doneAt: null, nextAt: sql`clock_timestamp()` })
    .where(and(eq(outbox.kind, 'act'), inArray(outbox.key, [...acts])));
}

/** Ends the entries of acts that are settled: nothing is left to tell the workflow. */
export const actsFinished = (tx: Tx, acts: readonly string[]) =>
  tx
    .update(outbox)
    .set({ doneAt: sql`clock_timestamp()` })
    .where(and(eq(outbox.kind, 'act'), inArray(outbox.key, [...acts]), isNull(outbox.doneAt)));
