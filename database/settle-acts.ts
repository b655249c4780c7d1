import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Act } from '../domain/announcement/acts.js';
import type { Refusal } from '../domain/refusal.js';
import { loadAct } from './acts.js';
import { lockAnnouncement } from './announcements.js';
import type { Tx } from './connection.js';
import { decisionsSettled } from './decisions.js';
import { notify } from './notify.js';
import { actsFinished } from './outbox.js';
import { acts } from './schema.js';
import { queueStaffMail, receiptsOf } from './staff-mails.js';
import { undoStop } from './stops.js';
import { together } from './together.js';

/** Ends an act that the workflow refused. Whoever sent it calls this; an act that is settled already stays as it is. */
export async function voidAct(tx: Tx, id: string, because: readonly Refusal[]): Promise<void> {
  const record = await loadAct(tx, id);
  if (!record) return;
  await lockAnnouncement(tx, record.announcement);
  const settled = await settleActs(tx, [{ id, because }]);
  if (settled.length === 0) return;
  await queueStaffMail(tx, ...receiptsOf(settled));
  await notify(tx, { announcement: record.announcement, what: 'act_void' });
}

export interface Settlement {
  readonly id: string;
  /** Why it is void; absent for an act that was applied. */
  readonly because?: readonly Refusal[];
}

/** Settles acts that are still `recorded`, with their decisions and outbox entries; gives those it settled. */
export async function settleActs(tx: Tx, settlements: readonly Settlement[]): Promise<Act[]> {
  const applied = settlements.filter(({ because }) => !because).map(({ id }) => id);
  const settled = applied.length === 0 ? [] : await settle(tx, applied, { status: 'applied' });
  for (const { id, because } of settlements) {
    if (!because) continue;
    settled.push(...(await settle(tx, [id], { status: 'void', voidBecause: [...because] })));
    await undoStop(tx, id);
  }
  return settled;
}

interface Ended {
  readonly status: 'applied' | 'void';
  readonly voidBecause?: Refusal[];
}

async function settle(tx: Tx, ids: readonly string[], as: Ended): Promise<Act[]> {
  const change = tx
    .update(acts)
    .set({ ...as, settledAt: sql`clock_timestamp()` })
    .where(and(inArray(acts.id, [...ids]), eq(acts.status, 'recorded')))
    .returning({ act: acts.act });
  const follow = [decisionsSettled(tx, ids, as.status), actsFinished(tx, ids)];
  const rows = await together<{ act: Act }>(tx, follow, change.getSQL());
  return rows.map(({ act }) => act);
}
