import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Act } from '../domain/announcement/acts.js';
import type { RecipientChannel } from '../domain/content/content.js';
import type { Tx } from './connection.js';
import { acts, fanOuts, stops } from './schema.js';

/**
 * A stop holds from the moment it is recorded, before the workflow hears of it: every window reads the fan-out's row.
 * Waiting for that row is waiting for the window under way, so at most one more goes out after the answer.
 */
export async function applyStop(tx: Tx, announcement: string, act: Act): Promise<void> {
  if (act.by === null) return;
  if (act.type === 'stop') {
    await setRunning(tx, announcement, act.channel, false);
    await tx
      .insert(stops)
      .values({ id: act.id, announcementId: announcement, channel: act.channel, byPerson: act.by });
  }
  if (act.type === 'continue') {
    await setRunning(tx, announcement, act.channel, true);
    await tx
      .update(stops)
      .set({ endedAt: sql`clock_timestamp()`, endedBy: act.by })
      .where(open(announcement, act.channel));
  }
}

/** Takes a stop back whose act turned out void. */
export async function undoStop(tx: Tx, id: string): Promise<void> {
  const [row] = await tx
    .select({ act: acts.act, announcement: acts.announcementId })
    .from(acts)
    .where(eq(acts.id, id));
  if (row?.act.type !== 'stop') return;
  await setRunning(tx, row.announcement, row.act.channel, true);
  await tx
    .update(stops)
    .set({ endedAt: sql`clock_timestamp()` })
    .where(open(row.announcement, row.act.channel));
}

const open = (announcement: string, channel: RecipientChannel) =>
  and(eq(stops.announcementId, announcement), eq(stops.channel, channel), isNull(stops.endedAt));

async function setRunning(
  tx: Tx,
  announcement: string,
  channel: RecipientChannel,
  running: boolean,
): Promise<void> {
  const [from, to] = running ? (['stopped', 'running'] as const) : (['running', 'stopped'] as const);
  await tx
    .update(fanOuts)
    .set({ state: to })
    .where(
      and(eq(fanOuts.announcementId, announcement), eq(fanOuts.channel, channel), eq(fanOuts.state, from)),
    );
}
