import { describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { mustGrant } from '../../database/ruling.js';
import { announcementEvents, decisions } from '../../database/schema.js';
import type { ActMessage } from '../../domain/announcement/act-message.js';
import type { ActType } from '../../domain/announcement/acts.js';
import { actTypes } from '../../workflows/messages.js';
import { signalAct } from '../../workflows/send-act.js';
import { crisisManagement, governor, health, officer, police, redCrescent } from '../support/cast.js';
import { testEngine } from '../support/engine.js';
import { Play } from '../support/play.js';
import { waitFor } from '../support/wait-for.js';

const engine = await testEngine();
await engine.startWorker();

async function inReview(): Promise<Play> {
  const play = await Play.begin(engine);
  await play.submits();
  return play;
}

/** Holds the announcement's row, so that whoever records next has to wait; gives how to let go. */
async function slowRecord(play: Play): Promise<() => Promise<void>> {
  const client = await engine.database.pool.connect();
  await client.query('begin');
  await client.query('select 1 from announcements where id = $1 for update', [play.id]);
  return async () => {
    await client.query('commit');
    client.release();
  };
}

const eventsOf = async (play: Play) => {
  const rows = await engine.db
    .select()
    .from(announcementEvents)
    .where(eq(announcementEvents.announcementId, play.id))
    .orderBy(announcementEvents.sequence);
  return rows.map(({ event }) => event);
};

describe('two updates at once', () => {
  test('both pass their validators behind one slow record, and only one applies', async () => {
    const play = await inReview();
    const approve = mustGrant(await play.records(health.manager, await play.reviewBody('health', 'approve')));
    const reject: ActMessage = {
      announcement: play.id,
      after: null,
      act: {
        ...approve.message.act,
        ...(await play.reviewBody('health', 'reject')),
        id: crypto.randomUUID(),
      },
    };
    // The second was never recorded: what a fault between two writers of the decision table would look like.
    const letGo = await slowRecord(play);
    const both = Promise.all([play.sends(approve), engine.send(reject, 20_000)]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await letGo();
    const [first, second] = await both;
    expect(first).toMatchObject({ outcome: 'applied' });
    expect(second.outcome).not.toBe('applied');
    expect((await eventsOf(play)).filter(({ type }) => type === 'reviewed')).toHaveLength(1);
  });

  test('queued behind one slow record are settled together, in the order they were recorded', async () => {
    const play = await inReview();
    const first = mustGrant(
      await play.records(crisisManagement.manager, await play.reviewBody('crisis-management')),
    );
    const second = mustGrant(await play.records(health.manager, await play.reviewBody('health')));
    const third = mustGrant(await play.records(redCrescent.manager, await play.reviewBody('red-crescent')));
    const sent = await Promise.all([play.sends(third), play.sends(second), play.sends(first)]);
    expect(sent.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
    const seats = (await eventsOf(play)).flatMap((event) => (event.type === 'reviewed' ? [event.seat] : []));
    expect(seats).toEqual(['crisis-management', 'health', 'red-crescent']);
    expect((await play.state()).status).toBe('awaiting_sign_off');
  });

  test('the same act by Update, by Update again and by signal is applied once', async () => {
    const play = await inReview();
    const recorded = mustGrant(await play.records(health.manager, await play.reviewBody('health')));
    const [first, again, failed] = await Promise.all([
      play.sends(recorded),
      play.sends(recorded),
      signalAct(engine.client, recorded.message, 5_000),
    ]);
    expect([first.outcome, again.outcome, failed]).toEqual(['applied', 'applied', null]);
    expect(await play.sends(recorded)).toMatchObject({ outcome: 'applied' });
    expect((await eventsOf(play)).filter(({ type }) => type === 'reviewed')).toHaveLength(1);
  });
});

describe('validators', () => {
  test.each(actTypes)('refuse a malformed %s', async (type: ActType) => {
    const play = await Play.begin(engine);
    await waitFor('the run is there', () =>
      engine.client.workflow.getHandle(`announcement/${play.id}`).describe(),
    );
    const broken = { announcement: play.id, after: null, act: { type, id: 7 } } as unknown as ActMessage;
    expect(await engine.send(broken, 20_000)).toMatchObject({
      outcome: 'rejected',
      because: [{ code: 'invalid_request' }],
    });
  });

  test('refuse the act of another announcement', async () => {
    const play = await inReview();
    const other = await inReview();
    const { message } = mustGrant(await other.records(health.manager, await other.reviewBody('health')));
    const handle = engine.client.workflow.getHandle(`announcement/${play.id}`);
    await expect(handle.executeUpdate('review', { args: [message] })).rejects.toMatchObject({
      cause: { type: 'refused' },
    });
  });

  test('refuse what the present state refuses, and leave nothing in the history', async () => {
    const play = await inReview();
    const { message } = mustGrant(await play.records(health.manager, await play.reviewBody('health')));
    await play.sends({ message, earlierWaiting: 0 });
    const late: ActMessage = { ...message, act: { ...message.act, id: crypto.randomUUID(), basedOn: 1 } };
    expect(await engine.send(late, 20_000)).toMatchObject({
      outcome: 'rejected',
      because: [{ code: 'seat_already_decided' }],
    });
    const { events } = await engine.client.workflow.getHandle(`announcement/${play.id}`).fetchHistory();
    expect(JSON.stringify(events)).not.toContain(late.act.id);
  });

  test('let an act in that was recorded on events this run has not seen', async () => {
    const play = await inReview();
    const { message } = mustGrant(await play.records(police.manager, await play.reviewBody('police')));
    expect(await engine.send({ ...message, act: { ...message.act, basedOn: 99 } }, 20_000)).toMatchObject({
      outcome: 'applied',
    });
  });
});

describe('without an answer', () => {
  test('a signal settles it, and a refusal is written down as void', async () => {
    const play = await inReview();
    const { message } = mustGrant(await play.records(governor, { type: 'waive', seat: 'police' }));
    expect(await signalAct(engine.client, message, 5_000)).toBeNull();
    await waitFor('the seat is waived', async () =>
      (await play.state()).version?.seats.some(({ waiver }) => waiver !== null),
    );
    const back = mustGrant(await play.records(officer, { type: 'take_back' }));
    const late = mustGrant(await play.records(officer, { type: 'abandon' }));
    await signalAct(engine.client, late.message, 5_000);
    await signalAct(engine.client, back.message, 5_000);
    await play.reaches('abandoned');
    const rows = await engine.db.select().from(decisions).where(eq(decisions.announcementId, play.id));
    expect(rows).toEqual([]);
  });

  test('acts nobody delivers are delivered by the relay, in order', async () => {
    const play = await Play.begin(engine);
    await play.recordsSubmission();
    await play.records(officer, { type: 'take_back' });
    await play.records(officer, { type: 'abandon' });
    await play.reaches('abandoned');
    expect(
      (await eventsOf(play)).map(({ type }) => type).filter((type) => type !== 'reviewers_asked'),
    ).toEqual(['drafted', 'submitted', 'returned', 'abandoned']);
  });
});
