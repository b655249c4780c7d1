import { randomUUID } from 'node:crypto';
import { asc, inArray } from 'drizzle-orm';
import type { Person } from '../domain/people/person.js';
import { waitingActs } from './acts.js';
import { lockAnnouncement } from './announcements.js';
import type { Tx } from './connection.js';
import { announcements } from './schema.js';
import { actAlone, settleAlone } from './settle-alone.js';

/** How much would have gone out by itself and was kept back. */
export interface KeptBack {
  /** Signed texts that were about to be released. */
  readonly heldReleases: number;
  readonly stoppedFanOuts: number;
}

/** Where something may be under way, or become so by acts that were not settled yet. */
const alive = ['in_review', 'awaiting_sign_off', 'signed_off', 'released', 'superseded', 'withdrawn', 'expired'] as const; // prettier-ignore

/**
 * Keeps back whatever would go out by itself, in the name of the person who answers for it: acts under way are settled
 * first, then every signed text gets a hold and every running fan-out a stop. People free and continue them one by one.
 */
export async function keepBack(tx: Tx, by: Person, secretKey: string): Promise<KeptBack> {
  const rows = await tx
    .select({ id: announcements.id })
    .from(announcements)
    .where(inArray(announcements.status, [...alive]))
    .orderBy(asc(announcements.id));
  const kept = { heldReleases: 0, stoppedFanOuts: 0 };
  for (const { id: announcement } of rows) {
    for (const act of await waitingActs(tx, announcement))
      await settleAlone(tx, announcement, act, secretKey);
    const state = (await lockAnnouncement(tx, announcement))?.state;
    if (state?.status === 'signed_off' && state.holds.length === 0) {
      const body = { type: 'hold', reason: 'person' } as const;
      await actAlone(tx, { id: randomUUID(), announcement, by, body }, secretKey);
      kept.heldReleases += 1;
    }
    for (const { channel } of state?.fanOuts.filter(({ status }) => status === 'running') ?? []) {
      await actAlone(tx, { id: randomUUID(), announcement, by, body: { type: 'stop', channel } }, secretKey);
      kept.stoppedFanOuts += 1;
    }
  }
  return kept;
}
