import { afterAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { personalFor } from '../../activities/personal.js';
import { inTransaction } from '../../database/connection.js';
import { renewLease, turnWindow, type Mark } from '../../database/deliveries.js';
import { countByState } from '../../database/fan-outs.js';
import { leaseKey, LeaseLocks } from '../../database/lease-locks.js';
import { takeLease, type Lease } from '../../database/leases.js';
import { planAudience, planFanOut, type Fan } from '../../database/recipients.js';
import { fanOuts } from '../../database/schema.js';
import { Play } from '../support/play.js';
import { bareStage, secretKey } from '../support/stage.js';

const RECIPIENTS = 300;
const LEASE_MS = 30_000;
const stage = await bareStage({ recipients: RECIPIENTS });
const { db, database } = stage;
const locks = new LeaseLocks(database.url);
afterAll(() => locks.close());

/** A fan-out whose every recipient is under one lease. */
async function leased(): Promise<{ fan: Fan; lease: Lease }> {
  const fan: Fan = { announcement: (await Play.begin(stage)).id, channel: 'email' };
  await inTransaction(db, (tx) => planFanOut(tx, fan));
  await planAudience(db, fan, { lists: [stage.list] }, personalFor({ secretKey, baseUrl: 'http://x' }));
  await db
    .update(fanOuts)
    .set({ state: 'running', snapshot: RECIPIENTS, adoptedAt: new Date().toISOString() })
    .where(eq(fanOuts.announcementId, fan.announcement));
  const terms = { rows: RECIPIENTS, leaseMs: LEASE_MS, giveUpMs: 3_600_000, inDoubt: 'resend' } as const;
  const hold = async (fence: number) => void (await locks.hold(fan, fence));
  const lease = await inTransaction(db, (tx) => takeLease(tx, fan, { ...terms, lockKey: leaseKey(fan) }, hold)); // prettier-ignore
  return { fan, lease };
}

const shuffled = <T>(values: readonly T[]): T[] => values.toSorted(() => Math.random() - 0.5);

test('given windows that turn in any order, when the lease is renewed all the while, then neither stops the other', async () => {
  const { fan, lease } = await leased();
  let turning = true;
  let renewals = 0;
  const renewing = async () => {
    while (turning) {
      await renewLease(db, fan, lease.fence, LEASE_MS);
      renewals += 1;
    }
  };
  const turns = async () => {
    const ready = shuffled(lease.rows.map(({ row }) => row));
    let marks: Mark[] = [];
    while (ready.length > 0 || marks.length > 0) {
      const moved = await turnWindow(db, fan, lease.fence, marks, ready.splice(0, 16));
      marks = shuffled(moved).map((row) => ({ row, state: 'accepted', reply: '250' }));
    }
  };
  await Promise.all([renewing(), turns().finally(() => (turning = false))]);

  expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS });
  expect(renewals).toBeGreaterThan(0);
});
