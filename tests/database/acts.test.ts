import { describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { loadAct } from '../../database/acts.js';
import { inTransaction } from '../../database/connection.js';
import { acts, decisions, outbox } from '../../database/schema.js';
import { voidAct } from '../../database/settle-acts.js';
import { after } from '../../domain/instant.js';
import type { Ruling } from '../../domain/refusal.js';
import { auditor, crisisManagement, governor, health, officer, police } from '../support/cast.js';
import { Play } from '../support/play.js';
import { wake } from '../support/deciding-link.js';
import { bareStage, secretKey } from '../support/stage.js';

const stage = await bareStage();

const codes = (ruling: Ruling<unknown>): readonly string[] =>
  ruling.ok ? [] : ruling.refusals.map(({ code }) => code);

async function inReview(): Promise<Play> {
  const play = await Play.begin(stage);
  await play.submits();
  return play;
}

async function decisionsOf({ id }: Play) {
  return stage.db.select().from(decisions).where(eq(decisions.announcementId, id));
}

describe('recording an act', () => {
  test('writes act, decision and outbox entry together, and says which came before', async () => {
    const play = await inReview();
    const first = await play.records(crisisManagement.manager, await play.reviewBody('crisis-management'));
    const second = await play.records(health.manager, await play.reviewBody('health'));
    expect(first).toMatchObject({ ok: true, value: { earlierWaiting: 0, message: { after: null } } });
    const firstId = first.ok ? first.value.message.act.id : '';
    expect(second).toMatchObject({ ok: true, value: { earlierWaiting: 1, message: { after: firstId } } });
    expect(await decisionsOf(play)).toMatchObject([{ status: 'recorded' }, { status: 'recorded' }]);
    const entries = await stage.db.select().from(outbox).where(eq(outbox.key, firstId));
    expect(entries).toMatchObject([{ kind: 'act', lane: play.id, doneAt: null }]);
  });

  test('decides on the present state: what is recorded before counts although nothing was settled', async () => {
    stage.away = true;
    const play = await Play.begin(stage);
    await play.recordsSubmission();
    expect(codes(await play.records(officer, { type: 'abandon' }))).toEqual(['not_allowed_in_state']);
    expect(codes(await play.records(officer, { type: 'take_back' }))).toEqual([]);
    expect(codes(await play.records(officer, { type: 'abandon' }))).toEqual([]);
    stage.away = false;
    await stage.settle(play.id);
    expect((await play.state()).status).toBe('abandoned');
  });

  test('refuses with every reason at once: whose role it is not, and what the state does not allow', async () => {
    const play = await Play.begin(stage);
    expect(codes(await play.records(auditor, { type: 'take_back' }))).toEqual([
      'not_permitted',
      'not_allowed_in_state',
    ]);
  });

  test('refuses a no without words', async () => {
    const play = await inReview();
    const no = await play.reviewBody('health', 'reject');
    expect(codes(await play.records(health.manager, no, '  '))).toEqual(['reason_required']);
    expect(codes(await play.records(health.manager, no, 'نادرست است'))).toEqual([]);
  });

  test('of an announcement that is not there is refused', async () => {
    const play = await Play.begin(stage);
    const elsewhere = Object.assign(Object.create(Object.getPrototypeOf(play)), play, {
      id: randomUUID(),
    }) as Play;
    expect(codes(await elsewhere.records(officer, { type: 'abandon' }))).toEqual(['not_found']);
  });
});

describe('the same click', () => {
  test('fifty times at once under one id is one decision and one receipt', async () => {
    const play = await inReview();
    const id = randomUUID();
    const body = await play.reviewBody('health');
    const rulings = await Promise.all(
      Array.from({ length: 50 }, () => play.records(health.manager, body, 'بله', id)),
    );
    expect(rulings.every(({ ok }) => ok)).toBe(true);
    expect(await decisionsOf(play)).toHaveLength(1);
  });

  test('fifty decisions at once for one seat: one counts, the others learn who was first', async () => {
    const play = await inReview();
    const body = await play.reviewBody('health');
    const rulings = await Promise.all(Array.from({ length: 50 }, () => play.records(health.manager, body)));
    expect(rulings.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = rulings.filter(({ ok }) => !ok);
    expect(new Set(refused.flatMap(codes))).toEqual(new Set(['seat_already_decided']));
    expect(refused[0]).toMatchObject({ refusals: [{ by: health.manager.id }] });
    expect(await decisionsOf(play)).toHaveLength(1);
  });
});

describe('two at once', () => {
  test('approve and reject of one seat: one counts', async () => {
    const play = await inReview();
    const rulings = await Promise.all([
      play.records(health.manager, await play.reviewBody('health', 'approve')),
      play.records(health.manager, await play.reviewBody('health', 'reject')),
    ]);
    expect(rulings.flatMap(codes)).toEqual(['seat_already_decided']);
  });

  test('two people of one seat, both asked: one counts', async () => {
    const play = await inReview();
    await wake(stage.db, play.id, after(new Date().toISOString(), 11 * 60_000), secretKey);
    const asked = await play.reviewBody('health');
    const rulings = await Promise.all([
      play.records(health.manager, asked),
      play.records(health.standIn, asked),
    ]);
    expect(rulings.flatMap(codes)).toEqual(['seat_already_decided']);
  });

  test('an approval and a take-back with a resubmission: version 1 approves nothing of version 2', async () => {
    const play = await inReview();
    const approval = await play.reviewBody('crisis-management');
    const backAndAgain = async () => {
      await play.does(officer, { type: 'take_back' });
      await play.submits();
    };
    await Promise.all([play.records(crisisManagement.manager, approval), backAndAgain()]);
    await stage.settle(play.id);
    const { version } = await play.state();
    expect(version?.number).toBe(2);
    expect(version?.seats.every(({ decision }) => decision === null)).toBe(true);
    expect(codes(await play.records(police.manager, await play.reviewBody('police')))).toEqual([]);
    expect(codes(await play.records(crisisManagement.manager, approval))).toEqual(['version_differs']);
  });

  test('two signatures: one counts', async () => {
    const play = await Play.begin(stage);
    await play.isAgreed();
    const body = await play.signBody();
    const rulings = await Promise.all([play.records(governor, body), play.records(governor, body)]);
    expect(rulings.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('two submissions: one counts', async () => {
    const play = await Play.begin(stage);
    const results = await Promise.allSettled([play.recordsSubmission(), play.recordsSubmission()]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('an act that came to nothing', () => {
  test('counts for nothing any more, and its seat is free', async () => {
    const play = await inReview();
    const body = await play.reviewBody('health');
    const recorded = await play.records(health.manager, body);
    const id = recorded.ok ? recorded.value.message.act.id : '';
    await inTransaction(stage.db, (tx) => voidAct(tx, id, [{ code: 'internal' }]));
    expect(await loadAct(stage.db, id)).toMatchObject({
      status: 'void',
      voidBecause: [{ code: 'internal' }],
    });
    expect(await decisionsOf(play)).toMatchObject([{ status: 'void', counts: false }]);
    expect(codes(await play.records(health.manager, body))).toEqual([]);
    const [entry] = await stage.db.select().from(outbox).where(eq(outbox.key, id));
    expect(entry?.doneAt).not.toBeNull();
  });

  test('stays applied once it was applied', async () => {
    const play = await inReview();
    await play.reviews(health.manager);
    const all = await stage.db.select().from(acts).where(eq(acts.announcementId, play.id));
    const { id } = all.find(({ type }) => type === 'review')!;
    await inTransaction(stage.db, (tx) => voidAct(tx, id, [{ code: 'internal' }]));
    expect(await loadAct(stage.db, id)).toMatchObject({ status: 'applied' });
  });
});
