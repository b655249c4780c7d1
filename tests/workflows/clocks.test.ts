import { describe, expect, test } from '@jest/globals';
import { ClockWatch } from '../../activities/clock-watch.js';
import { databaseNow, storedEvents } from '../../database/announcements.js';
import { after, type Instant } from '../../domain/instant.js';
import type { Policy } from '../../domain/policy/policy.js';
import { crisisManagement, crisisPolicy, governor, health, politicalDeputy } from '../support/cast.js';
import { testEngine } from '../support/engine.js';
import { Play } from '../support/play.js';
import { waitFor } from '../support/wait-for.js';

/** Minutes become seconds; a text that is not answered at all goes through every step of its clocks. */
const hasty: Policy = {
  ...crisisPolicy,
  review: {
    ...crisisPolicy.review,
    clock: { target: 'PT1S', remind_every: 'PT1S', stand_in_after: 'PT2S', office_after: 'PT4S' },
  },
  sign_off: {
    ...crisisPolicy.sign_off,
    clock: { target: 'PT1S', remind_every: 'PT1S', next_signer_after: 'PT2S' },
  },
};

let shiftMs = 0;
const clock = new ClockWatch({ monotonic: () => performance.now() - shiftMs, settleMs: 3_000 });
const engine = await testEngine({ policy: hasty, clock });
await engine.startWorker();
const subjects = (email: string) => engine.smtp.to(email).map(({ messageId }) => messageId.split('.')[0]);

/** Two hours pass on the wall and none on the clock that nobody can set; gives when. */
async function jump(): Promise<Instant> {
  const now = await databaseNow(engine.db);
  clock.observe(now);
  shiftMs += 2 * 3_600_000;
  expect(clock.observe(now)).toBeGreaterThan(0);
  return now;
}

describe('silence', () => {
  test('in review: a reminder, then the stand-in, then the office; never a decision', async () => {
    const play = await Play.begin(engine);
    await play.submits();
    await waitFor('the manager is reminded', () =>
      subjects(crisisManagement.manager.email).includes('<remind'),
    );
    await waitFor('the stand-in is asked', () => subjects(crisisManagement.standIn.email).includes('<ask'));
    await waitFor('the office is told', () => subjects(governor.email).includes('<office-told'));
    expect((await play.state()).status).toBe('in_review');
    await play.reviews(crisisManagement.standIn);
    expect(
      (await play.state()).version?.seats.find(({ seat }) => seat === 'crisis-management')?.decision?.person,
    ).toBe(crisisManagement.standIn.id);
  });

  test('at the signature: the next signer is asked and may sign', async () => {
    const play = await Play.begin(engine);
    await play.isAgreed();
    await waitFor('the deputy is asked', () => subjects(politicalDeputy.email).includes('<ask'));
    await play.signs(politicalDeputy);
    await play.reaches('released');
  });
});

describe('a clock that jumped by two hours', () => {
  test('reminds nobody before it has settled, and a decision waits for no clock', async () => {
    const play = await Play.begin(engine);
    const jumpedAt = await jump();
    await play.submits();
    expect(await play.reviews(health.manager)).toMatchObject({ outcome: 'applied' });
    const reminded = await waitFor('somebody is reminded', async () => {
      const events = (await storedEvents(engine.db, play.id)).map(({ event }) => event);
      return events.find(({ type }) => type === 'reminded');
    });
    // It settles in three seconds; the first reminder was due after one.
    expect(reminded.at > after(jumpedAt, 2_900)).toBe(true);
  });
});

describe('a schedule', () => {
  test('releases once, at its time by the database’s clock', async () => {
    const play = await Play.begin(engine);
    await play.isAgreed();
    const at = after(await databaseNow(engine.db), 2_500);
    await play.signs(governor, 'sign', { when: 'at', at });
    expect((await play.state()).status).toBe('signed_off');
    const { release } = await play.reaches('released');
    expect(release!.at >= at).toBe(true);
  });

  test('is held while the clock has just jumped by two hours, and kept when it has settled', async () => {
    const play = await Play.begin(engine);
    await play.isAgreed();
    const at = after(await jump(), 500);
    await play.signs(governor, 'sign', { when: 'at', at: after(await databaseNow(engine.db), 500) });
    const { release } = await play.reaches('released');
    // It settles in three seconds; on time would have been half a second.
    expect(release!.at > after(at, 2_000)).toBe(true);
  });
});

describe('the end', () => {
  test('a released text expires by itself and its run ends', async () => {
    const soon = after(await databaseNow(engine.db), 30_000);
    const play = await Play.begin(engine, {
      content: (content) => ({ ...content, cap: { ...content.cap, expires: soon } }),
    });
    await play.isReleased();
    await play.reaches('expired', 40_000);
    await waitFor('the run is over', async () => {
      const { status } = await engine.client.workflow.getHandle(`announcement/${play.id}`).describe();
      return status.name === 'COMPLETED';
    });
  }, 120_000);
});
