import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Refusal } from '../domain/refusal.js';
import { loadAct } from './acts.js';
import { lockAnnouncement } from './announcements.js';
import type { Tx } from './connection.js';
import { settleDecisions } from './decisions.js';
import { notify } from './notify.js';
import { finishActs } from './outbox.js';
import { acts } from './schema.js';
import { queueReceipts } from './staff-mails.js';
import { undoStop } from './stops.js';

/** Ends an act that the workflow refused. Whoever sent it calls this; an act that is settled already stays as it is. */
export async function voidAct(tx: Tx, id: string, because: readonly Refusal[]): Promise<void> {
  const record = await loadAct(tx, id);
  if (!record) return;
  await lockAnnouncement(tx, record.announcement);
  const changed = await settleActs(tx, [{ id, because }]);
  if (changed === 0) return;
  await queueReceipts(tx, [record.act]);
  await notify(tx, { announcement: record.announcement, what: 'act_void' });
}

export interface Settlement {
  readonly id: string;
  /** Why it is void; absent for an act that was applied. */
  readonly because?: readonly Refusal[];
}

/** Settles acts that are still `recorded`, with their decisions and outbox entries; gives how many there were. */
export async function settleActs(tx: Tx, settlements: readonly Settlement[]): Promise<number> {
  const applied = settlements.filter(({ because }) => !because).map(({ id }) => id);
  const voided = settlements.filter(({ because }) => because);
  let changed = applied.length === 0 ? 0 : await mark(tx, applied, { status: 'applied' });
  for (const { id, because = [] } of voided) {
    changed += await mark(tx, [id], { status: 'void', voidBecause: [...because] });
    await undoStop(tx, id);
  }
  await settleDecisions(tx, applied, 'applied');
  await settleDecisions(tx, voided.map(({ id }) => id), 'void'); // prettier-ignore
  await finishActs(tx, settlements.map(({ id }) => id)); // prettier-ignore
  return changed;
}

async function mark(tx: Tx, ids: readonly string[], as: Partial<typeof acts.$inferInsert>): Promise<number> {
  const rows = await tx
    .update(acts)
    .set({ ...as, settledAt: sql`clock_timestamp()` })
    .where(and(inArray(acts.id, [...ids]), eq(acts.status, 'recorded')))
    .returning({ id: acts.id });
  return rows.length;
}
