import { createHash } from 'node:crypto';
import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { AnnouncementEvent } from '../domain/announcement/events.js';
import { fold } from '../domain/announcement/evolve.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import type { Instant } from '../domain/instant.js';
import { canonicalJson } from '../domain/rendering/canonical.js';
import type { Queryable, Tx } from './connection.js';
import { announcementEvents, announcements } from './schema.js';

export interface StoredEvent {
  readonly sequence: number;
  readonly event: AnnouncementEvent;
  readonly sha256: string;
}

/** The stored events of an announcement in their order, from `from` on. */
export async function storedEvents(db: Queryable, announcement: string, from = 1): Promise<StoredEvent[]> {
  return db
    .select({
      sequence: announcementEvents.sequence,
      event: announcementEvents.event,
      sha256: announcementEvents.sha256,
    })
    .from(announcementEvents)
    .where(and(eq(announcementEvents.announcementId, announcement), gte(announcementEvents.sequence, from)))
    .orderBy(asc(announcementEvents.sequence));
}

/** The state that the stored events lead to; null for an announcement that is not there. Acts under way are not in it. */
export async function loadState(db: Queryable, announcement: string): Promise<AnnouncementState | null> {
  return fold((await storedEvents(db, announcement)).map(({ event }) => event));
}

export interface LockedAnnouncement {
  readonly state: AnnouncementState;
  /** The database's clock, read after the lock was granted. */
  readonly now: Instant;
}

/** Locks an announcement's row until the transaction ends and gives its state; null when it is not there. */
export async function lockAnnouncement(tx: Tx, announcement: string): Promise<LockedAnnouncement | null> {
  const locked = await tx
    .select({ id: announcements.id })
    .from(announcements)
    .where(eq(announcements.id, announcement))
    .for('update');
  if (locked.length === 0) return null;
  const rows = await tx
    .select({ event: announcementEvents.event, now: sql<string>`clock_timestamp()` })
    .from(announcementEvents)
    .where(eq(announcementEvents.announcementId, announcement))
    .orderBy(asc(announcementEvents.sequence));
  const state = fold(rows.map(({ event }) => event));
  return state && { state, now: new Date(rows[0]!.now).toISOString() };
}

/** The database's clock: the only one that deadlines are compared with. */
export async function databaseNow(db: Queryable): Promise<Instant> {
  const { rows } = await db.execute<{ now: string | Date }>(sql`select clock_timestamp() as now`);
  return new Date(rows[0]!.now).toISOString();
}

/** SHA-256 (hex) of an event's canonical bytes: the same event again has the same hash. */
export const eventSha256 = (event: AnnouncementEvent): string =>
  createHash('sha256').update(canonicalJson(event), 'utf8').digest('hex');

/** Appends events, of which there is one at least, from `sequence` on. The primary key refuses a sequence that is taken. */
export const eventsWrite = (
  tx: Tx,
  announcement: string,
  sequence: number,
  events: readonly AnnouncementEvent[],
) =>
  tx.insert(announcementEvents).values(
    events.map((event, index) => ({
      announcementId: announcement,
      sequence: sequence + index,
      type: event.type,
      event,
      sha256: eventSha256(event),
      actId: event.act,
      at: event.at,
    })),
  );

/** The columns of the current row that follow from the state. */
export const currentRow = (state: AnnouncementState) => ({
  status: state.status,
  sequence: state.sequence,
  lastVersion: state.lastVersion,
  version: state.version?.number ?? null,
  numberSeries: state.release?.series ?? null,
  number: state.release?.number ?? null,
  releasedAt: state.release?.at ?? null,
  expiresAt: state.version?.expires ?? null,
});

/** Writes the current row that readers list and search. */
export const currentRowWrite = (tx: Tx, state: AnnouncementState) =>
  tx
    .update(announcements)
    .set({ ...currentRow(state), updatedAt: sql`clock_timestamp()` })
    .where(eq(announcements.id, state.id));
