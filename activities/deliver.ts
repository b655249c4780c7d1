import { Context } from '@temporalio/activity';
import { failpoint } from '../config/failpoint.js';
import { inTransaction } from '../database/connection.js';
import { outlook, renewLease, returnLease, turnWindow } from '../database/deliveries.js';
import { completeFanOut, fixSnapshot, loadFanOut, noteTrouble } from '../database/fan-outs.js';
import { leaseKey } from '../database/lease-locks.js';
import { takeLease, type Lease } from '../database/leases.js';
import { planAudience, type Fan } from '../database/recipients.js';
import { Batch, type BatchResult } from './batch.js';
import { beating } from './beating.js';
import type { Deps } from './deps.js';
import { personalFor } from './personal.js';
import { releaseToSend, type ReleaseToSend } from './release-to-send.js';
import { sendWindows } from './send-window.js';

/** Recipients in one lease. */
const BATCH_ROWS = 1_000;
/** How soon to look again when every open row is somebody else's. */
const OTHERS_MS = 2_000;

/** What a fan-out does next. Counts and moments only: who and what stay in PostgreSQL. */
export type Delivered =
  | { readonly next: 'more' | 'stopped' | 'complete' }
  | { readonly next: 'later' | 'in_trouble'; readonly waitMs: number };

export function deliverActivities(deps: Deps) {
  const { db, patience } = deps;
  const windowOf = sendWindows(deps.duplicateWindow);
  return {
    /** Makes the rows of a release that could not be planned before it; nothing where that is done. */
    adopt: (fan: Fan): Promise<void> => beating(() => adopt(fan)),

    /** Leases the next recipients, sends to them, writes down what came of it, and says how the fan-out stands. */
    deliver: (fan: Fan): Promise<Delivered> => beating(() => deliver(fan)),
  };

  async function adopt(fan: Fan): Promise<void> {
    const row = await loadFanOut(db, fan);
    if (!row || row.snapshot !== null) return;
    const { audience } = await releaseToSend(deps, fan);
    await planAudience(db, fan, audience, personalFor(deps));
    await inTransaction(db, (tx) => fixSnapshot(tx, fan));
  }

  async function deliver(fan: Fan): Promise<Delivered> {
    const release = await releaseToSend(deps, fan);
    const { cancellationSignal } = Context.current();
    const held: { lost?: AbortSignal; release?: () => Promise<void> } = {};
    const lease = await inTransaction(db, (tx) =>
      takeLease(
        tx,
        fan,
        { ...termsOf(release), lockKey: leaseKey(fan) },
        async (fence) => void Object.assign(held, await deps.locks.hold(fan, fence)),
      ),
    );
    await failpoint('lease');
    if (lease.doubtful > 0)
      deps.log.warn({ ...fan, rows: lease.doubtful }, 'rows of a lost worker are in doubt');
    const renewing = setInterval(() => void renew(fan, lease.fence), patience.lease / 3);
    try {
      const stop = AbortSignal.any([deps.ending, cancellationSignal, ...(held.lost ? [held.lost] : [])]);
      const result = await send(fan, release, lease, stop);
      await returnLease(db, fan, lease.fence);
      await failpoint('batch-sent');
      return await whatNext(fan, result);
    } finally {
      clearInterval(renewing);
      await held.release?.();
    }
  }

  function termsOf({ inDoubt }: ReleaseToSend) {
    return { rows: BATCH_ROWS, leaseMs: patience.lease, giveUpMs: patience.giveUp, inDoubt };
  }

  async function renew(fan: Fan, fence: number): Promise<void> {
    try {
      await renewLease(db, fan, fence, patience.lease);
    } catch (error) {
      deps.log.warn({ ...fan, error: String(error) }, 'a lease could not be renewed');
    }
  }

  async function send(
    fan: Fan,
    release: ReleaseToSend,
    lease: Lease,
    stop: AbortSignal,
  ): Promise<BatchResult> {
    const batch = new Batch(lease.rows, {
      send: (row) => release.send(row),
      turn: (marks, next) => turnWindow(db, fan, lease.fence, marks, next),
      window: windowOf(fan),
      patience,
      inDoubt: release.inDoubt,
      random: Math.random,
      stop,
    });
    const result = await batch.run();
    deps.log.info({ ...fan, ...result.counts }, 'a batch was sent');
    return result;
  }

  async function whatNext(fan: Fan, { trouble }: BatchResult): Promise<Delivered> {
    if (trouble !== null) {
      deps.log.error({ ...fan, trouble }, 'a channel is in trouble; its recipients wait');
      await noteTrouble(db, fan, trouble);
      return { next: 'in_trouble', waitMs: patience.trouble };
    }
    const stands = await outlook(db, fan);
    if (!stands.open) {
      await inTransaction(db, (tx) => completeFanOut(tx, fan));
      await failpoint('fan-out-complete');
      return { next: 'complete' };
    }
    if (stands.state === 'stopped') return { next: 'stopped' };
    if (stands.dueInMs === 0) return { next: 'more' };
    return { next: 'later', waitMs: Math.max(100, Math.ceil(stands.dueInMs ?? OTHERS_MS)) };
  }
}
