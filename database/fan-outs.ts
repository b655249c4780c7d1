import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { finalDeliveryStates, type DeliveryState } from '../domain/announcement/delivery.js';
import { proposeAct } from './acts.js';
import { lockAnnouncement } from './announcements.js';
import { audit, systemActor } from './audit.js';
import type { Db, Queryable, Tx } from './connection.js';
import { outlook } from './deliveries.js';
import { countRows, type Fan } from './recipients.js';
import { deliveries, fanOuts } from './schema.js';

export type FanOutRow = typeof fanOuts.$inferSelect;

export async function loadFanOut(db: Queryable, { announcement, channel }: Fan): Promise<FanOutRow | null> {
  const [row] = await db
    .select()
    .from(fanOuts)
    .where(and(eq(fanOuts.announcementId, announcement), eq(fanOuts.channel, channel)));
  return row ?? null;
}

/** Fixes the snapshot of a fan-out whose rows were made right after the release. */
export async function fixSnapshot(tx: Tx, fan: Fan): Promise<void> {
  const snapshot = await countRows(tx, fan);
  await tx
    .update(fanOuts)
    .set({ snapshot })
    .where(
      and(
        eq(fanOuts.announcementId, fan.announcement),
        eq(fanOuts.channel, fan.channel),
        sql`${fanOuts.snapshot} is null`,
      ),
    );
}

/**
 * Ends a fan-out without open rows and tells its announcement by an act, in one transaction. Throws, changing nothing,
 * when its rows do not add up to the snapshot (promise P1): "complete" must never be shown then.
 */
export async function completeFanOut(tx: Tx, fan: Fan): Promise<void> {
  const { announcement, channel } = fan;
  await lockAnnouncement(tx, announcement);
  const where = and(eq(fanOuts.announcementId, announcement), eq(fanOuts.channel, channel));
  const [row] = await tx.select().from(fanOuts).where(where).for('update');
  if (!row || row.finishedAt !== null || (await outlook(tx, fan)).open) return;
  const ended = await countFinal(tx, fan);
  if (ended !== row.snapshot)
    throw new Error(`${ended} of ${row.snapshot} recipients of ${announcement} are accounted for`);
  const state = row.state === 'cancelled' ? 'cancelled' : 'complete';
  await tx
    .update(fanOuts)
    .set({ state, finishedAt: sql`clock_timestamp()` })
    .where(where);
  const body = { type: 'fan_out_report', channel, status: 'complete' } as const;
  await proposeAct(tx, { id: randomUUID(), announcement, by: null, body });
}

/** Enters into the audit that a channel cannot send; once in ten minutes for as long as it lasts. */
export async function noteTrouble(db: Db, { announcement, channel }: Fan, trouble: string): Promise<void> {
  const { rows } = await db.execute(sql`
    select 1 from audit where subject_kind = 'announcement' and subject_id = ${announcement}
      and action = 'channel_in_trouble' and details ->> 'channel' = ${channel} and details ->> 'trouble' = ${trouble}
      and at > clock_timestamp() - interval '10 minutes'`);
  if (rows.length > 0) return;
  const subject = { kind: 'announcement', id: announcement };
  await audit(db, {
    actor: systemActor,
    action: 'channel_in_trouble',
    subject,
    details: { channel, trouble },
  });
}

async function countFinal(tx: Tx, fan: Fan): Promise<number> {
  const counts = await countByState(tx, fan);
  return finalDeliveryStates.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
}

/** How many recipients are in each state. Reads every row: for pages and endings, never on the way of a mail. */
export async function countByState(
  db: Queryable,
  { announcement, channel }: Fan,
): Promise<Partial<Record<DeliveryState, number>>> {
  const rows = await db
    .select({ state: deliveries.state, count: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(and(eq(deliveries.announcementId, announcement), eq(deliveries.channel, channel)))
    .groupBy(deliveries.state);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
