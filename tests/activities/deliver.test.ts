import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { and, eq, sql } from 'drizzle-orm';
import { simpleParser } from 'mailparser';
import { deliverActivities, type Delivered } from '../../activities/deliver.js';
import { prepareActivities } from '../../activities/prepare.js';
import { inTransaction } from '../../database/connection.js';
import { LeaseLost, turnWindow } from '../../database/deliveries.js';
import { countByState } from '../../database/fan-outs.js';
import { leaseKey } from '../../database/lease-locks.js';
import { takeLease } from '../../database/leases.js';
import type { Fan } from '../../database/recipients.js';
import { acts, audit, deliveries, fanOuts, unsubscribes } from '../../database/schema.js';
import { officer } from '../support/cast.js';
import { depsFor, type EngineOptions } from '../support/engine.js';
import { Play, type PlayOptions } from '../support/play.js';
import { scriptedSmtp } from '../support/smtp-server.js';
import { bareStage } from '../support/stage.js';
import { waitFor } from '../support/wait-for.js';

const RECIPIENTS = 40;
const smtp = await scriptedSmtp();
const stage = await bareStage({ recipients: RECIPIENTS });
const { db, database } = stage;
const opened: ReturnType<typeof depsFor>[] = [];
afterAll(async () => {
  for (const deps of opened) await deps.close();
  await smtp.close();
});
beforeEach(() => smtp.reset());

/** A worker of its own: connections, lease locks and window. */
function worker(options: EngineOptions = {}) {
  const deps = depsFor({ database, smtp }, options);
  opened.push(deps);
  const activities = { ...deliverActivities(deps), ...prepareActivities(deps) };
  const run = <T>(activity: () => Promise<T>) =>
    new MockActivityEnvironment().run<[], T, () => Promise<T>>(activity);
  return {
    deps,
    prepare: (play: Play) => run(() => activities.prepare({ announcement: play.id, version: 1 })),
    adopt: (fan: Fan) => run(() => activities.adopt(fan)),
    deliver: (fan: Fan) => run(() => activities.deliver(fan)),
    /** Batch after batch, as the fan-out's workflow does. */
    async untilDone(fan: Fan): Promise<void> {
      await waitFor(
        'the fan-out is complete',
        async () => (await run(() => activities.deliver(fan))).next === 'complete',
        30_000,
      );
    },
  };
}

const first = worker();

async function released(options: PlayOptions = {}): Promise<{ play: Play; fan: Fan }> {
  const play = await Play.begin(stage, options);
  await play.isAgreed();
  await first.prepare(play);
  await play.signs();
  await stage.settle(play.id);
  await play.reaches('released');
  return { play, fan: { announcement: play.id, channel: 'email' } };
}

const rows = (fan: Fan) =>
  db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.announcementId, fan.announcement), eq(deliveries.channel, 'email')))
    .orderBy(deliveries.rowNumber);
const copies = () => smtp.taken.map(({ to }) => to);
const doubled = () => copies().filter((to, index, all) => all.indexOf(to) !== index);

describe('sending a release', () => {
  test('reaches everybody once, and the rows add up to the snapshot', async () => {
    const { play, fan } = await released();
    await first.untilDone(fan);
    expect(new Set(copies()).size).toBe(RECIPIENTS);
    expect(doubled()).toEqual([]);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS });
    const [fanOut] = await db.select().from(fanOuts).where(eq(fanOuts.announcementId, play.id));
    expect(fanOut).toMatchObject({ state: 'complete', snapshot: RECIPIENTS, finishedAt: expect.any(String) });
    const told = await db.select().from(acts).where(eq(acts.announcementId, play.id));
    expect(told.filter(({ type }) => type === 'fan_out_report')).toHaveLength(1);
  });

  test('two workers and a double start reach everybody once', async () => {
    const { fan } = await released();
    const second = worker();
    await Promise.all([first.untilDone(fan), second.untilDone(fan), first.untilDone(fan)]);
    expect(new Set(copies()).size).toBe(RECIPIENTS);
    expect(doubled()).toEqual([]);
  });

  test('rows that were not planned are made right after the release', async () => {
    const play = await Play.begin(stage);
    await play.isAgreed();
    await play.signs();
    await stage.settle(play.id);
    const fan = { announcement: play.id, channel: 'email' } as const;
    expect(await rows(fan)).toEqual([]);
    await first.adopt(fan);
    await first.adopt(fan);
    await first.untilDone(fan);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS });
  });

  test('each copy is its recipient’s own and offers unsubscribing', async () => {
    const { fan } = await released();
    await first.untilDone(fan);
    const [mine] = smtp.to('reader7@example.test');
    const { headers, text } = await simpleParser(mine!.raw);
    expect(headers.get('list')).toMatchObject({
      unsubscribe: { url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/unsubscribe\//) },
    });
    expect(text).toContain('خوانندهٔ 7');
    expect(mine!.messageId).toMatch(new RegExp(`^<${fan.announcement}\\.[0-9a-f-]{36}@example.test>$`));
  });
});

describe('a mail server that', () => {
  test('refuses some and greylists others: only those wait, and all add up', async () => {
    const { fan } = await released();
    smtp.manner = (to, attempt) => {
      if (/reader[123]@/.test(to)) return '550 5.1.1 unknown';
      return /reader[45]@/.test(to) && attempt <= 2 ? '451 4.7.1 greylisted' : 'accept';
    };
    await first.untilDone(fan);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS - 3, refused: 3 });
    const refused = (await rows(fan)).find(({ address }) => address === 'reader1@example.test');
    expect(refused).toMatchObject({ state: 'refused', reply: '550 5.1.1 unknown', attempts: 1 });
    expect(doubled()).toEqual([]);
  });

  test('dies after the dot is asked once more; in doubt twice is held', async () => {
    const { fan } = await released({ severity: 'crisis' });
    smtp.manner = (to, attempt) => {
      if (to.startsWith('reader1@')) return attempt === 1 ? 'drop' : 'accept';
      return to.startsWith('reader2@') ? 'drop' : 'accept';
    };
    await first.untilDone(fan);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS - 1, held: 1 });
    expect(smtp.to('reader1@example.test')).toHaveLength(2);
    expect(smtp.to('reader2@example.test')).toHaveLength(2);
    const [one, again] = smtp.to('reader1@example.test');
    expect(again!.raw).toBe(one!.raw);
  });

  test('is away: nobody is spent on it, it is said, and everything goes out when it is back', async () => {
    const { play, fan } = await released();
    await smtp.close();
    const result: Delivered = await first.deliver(fan);
    expect(result).toMatchObject({ next: 'in_trouble' });
    await first.deliver(fan);
    expect(
      (await rows(fan)).every(
        ({ attempts, state }) => attempts === 0 && ['planned', 'queued'].includes(state),
      ),
    ).toBe(true);
    const lines = await db.select().from(audit).where(eq(audit.subjectId, play.id));
    expect(lines.filter(({ action }) => action === 'channel_in_trouble')).toMatchObject([
      { details: { trouble: 'unreachable' } },
    ]);
    await smtp.reopen();
    await first.untilDone(fan);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS });
  });

  test('refuses one recipient’s mail for ever isolates nobody else, and that row expires at the give-up time', async () => {
    const { fan } = await released();
    smtp.manner = (to) => (to.startsWith('reader3@') ? '450 never' : 'accept');
    const impatient = worker({ patience: { giveUp: 1_500 } });
    await impatient.untilDone(fan);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS - 1, expired: 1 });
  });
});

describe('a stop', () => {
  test('lets at most one window more go out, and going on finishes the rest', async () => {
    const { play, fan } = await released();
    const careful = worker({ duplicateWindow: 4 });
    smtp.delayMs = 30;
    const sending = careful.deliver(fan);
    await waitFor('some have it', () => smtp.taken.length > 3);
    await play.does(officer, { type: 'stop', channel: 'email' });
    const answeredAt = smtp.taken.length;
    expect(await sending).toEqual({ next: 'stopped' });
    expect(smtp.taken.length - answeredAt).toBeLessThanOrEqual(8);
    expect(await first.deliver(fan)).toEqual({ next: 'stopped' });
    smtp.delayMs = 0;
    await play.does(officer, { type: 'continue', channel: 'email' });
    await first.untilDone(fan);
    expect(new Set(copies()).size).toBe(RECIPIENTS);
    expect(doubled()).toEqual([]);
  });

  test('of a replaced text is for good: the rest is cancelled', async () => {
    const { play, fan } = await released();
    await db.update(fanOuts).set({ state: 'cancelled' }).where(eq(fanOuts.announcementId, play.id));
    expect(await first.deliver(fan)).toEqual({ next: 'complete' });
    expect(await countByState(db, fan)).toEqual({ cancelled: RECIPIENTS });
  });

  test('of one’s own accord, between planning and sending, is kept', async () => {
    const { fan } = await released();
    const [someone] = await rows(fan);
    await db.insert(unsubscribes).values({ contactId: someone!.contactId, means: 'one_click' });
    await first.untilDone(fan);
    expect(smtp.to(someone!.address)).toEqual([]);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS - 1, cancelled: 1 });
    await db.delete(unsubscribes).where(sql`true`);
  });
});

describe('a lost worker', () => {
  /** A lease as a worker holds it, with some rows on their way. */
  async function abandoned(fan: Fan, sending: number) {
    const deps = depsFor({ database, smtp }, {});
    const terms = {
      rows: 10,
      leaseMs: 60_000,
      giveUpMs: 3_600_000,
      inDoubt: 'resend' as const,
      lockKey: leaseKey(fan),
    };
    const lease = await inTransaction(db, (tx) =>
      takeLease(tx, fan, terms, async (fence) => void (await deps.locks.hold(fan, fence))),
    );
    const next = lease.rows.slice(0, sending).map(({ row }) => row);
    await turnWindow(db, fan, lease.fence, [], next);
    return { lease, next, dies: () => deps.close() };
  }

  test('loses nobody: its leased rows come back, only those it was sending are in doubt', async () => {
    const { fan } = await released();
    const lost = await abandoned(fan, 3);
    await lost.dies();
    await first.untilDone(fan);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS });
    expect((await rows(fan)).filter(({ doubts }) => doubts === 1).map(({ rowNumber }) => rowNumber)).toEqual(
      lost.next,
    );
  });

  test('that lives keeps its rows', async () => {
    const { fan } = await released();
    const alive = await abandoned(fan, 3);
    await first.deliver(fan);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS - 10, leased: 7, sending: 3 });
    await alive.dies();
    await first.untilDone(fan);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS });
  });

  test('that comes back late can mark nothing any more', async () => {
    const { fan } = await released();
    const lost = await abandoned(fan, 3);
    await lost.dies();
    await first.untilDone(fan);
    const mark = { row: lost.next[0]!, state: 'refused' as const, reply: 'late' };
    await expect(turnWindow(db, fan, lost.lease.fence, [mark], [])).rejects.toThrow(LeaseLost);
    expect(await turnWindow(db, fan, lost.lease.fence, [], [lost.lease.rows[5]!.row])).toEqual([]);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS });
  });

  test('that is frozen loses its lease in time', async () => {
    const { fan } = await released();
    const frozen = await abandoned(fan, 1);
    await db.execute(
      sql`update deliveries set leased_until = clock_timestamp() - interval '1 second' where fence is not null`,
    );
    await first.untilDone(fan);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS });
    await frozen.dies();
  });

  test('under a policy that holds what is in doubt: nobody gets a second copy', async () => {
    const { fan } = await released();
    const lost = await abandoned(fan, 3);
    await lost.dies();
    const terms = {
      rows: 1,
      leaseMs: 1_000,
      giveUpMs: 3_600_000,
      inDoubt: 'hold' as const,
      lockKey: leaseKey(fan),
    };
    const again = await inTransaction(db, (tx) => takeLease(tx, fan, terms, async () => undefined));
    expect(again.doubtful).toBe(3);
    expect(await countByState(db, fan)).toMatchObject({ held: 3 });
    await first.untilDone(fan);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS - 3, held: 3 });
  });

  test('twice over: whoever was in doubt twice is held', async () => {
    const { fan } = await released();
    const lost = await abandoned(fan, 2);
    await lost.dies();
    const again = await abandoned(fan, 2);
    await again.dies();
    await first.untilDone(fan);
    expect(await countByState(db, fan)).toEqual({ accepted: RECIPIENTS - 2, held: 2 });
  });
});

test('never more rows are on their way than the window has places', async () => {
  const { fan } = await released();
  const careful = worker({ duplicateWindow: 3 });
  smtp.delayMs = 5;
  let most = 0;
  const sending = Promise.all([careful.deliver(fan), careful.deliver(fan)]);
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      const { sending: now = 0 } = await countByState(db, fan);
      most = Math.max(most, now);
    }
  })();
  await sending;
  over.abort();
  await watching;
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(3);
});
