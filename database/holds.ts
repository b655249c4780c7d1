import { and, eq } from 'drizzle-orm';
import type { AnnouncementEvent } from '../domain/announcement/events.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import type { Tx } from './connection.js';
import { acts, holds } from './schema.js';

/** Keeps the rows of holds: what the state began to hold is written down, what it let go is ended, each with who and when. */
export async function projectHolds(
  tx: Tx,
  event: AnnouncementEvent,
  before: AnnouncementState,
  after: AnnouncementState,
): Promise<void> {
  const had = new Set(before.holds.map(({ id }) => id));
  const has = new Set(after.holds.map(({ id }) => id));
  for (const { id, reason, by, at } of after.holds.filter((hold) => !had.has(hold.id))) {
    const note = event.act === null ? null : await reasonOf(tx, event.act);
    await tx.insert(holds).values({ announcementId: after.id, id, reason, byPerson: by, note, at });
  }
  for (const { id } of before.holds.filter((hold) => !has.has(hold.id)))
    await tx
      .update(holds)
      .set({ freedAt: event.at, freedBy: event.by })
      .where(and(eq(holds.announcementId, after.id), eq(holds.id, id)));
}

async function reasonOf(tx: Tx, act: string): Promise<string | null> {
  const [row] = await tx.select({ reason: acts.reason }).from(acts).where(eq(acts.id, act));
  return row?.reason ?? null;
}
