import { afterEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { Failpoint } from '../../config/failpoint.js';
import { countByState } from '../../database/fan-outs.js';
import { mustGrant } from '../../database/ruling.js';
import { acts, announcementEvents, deliveries } from '../../database/schema.js';
import type { Person } from '../../domain/people/person.js';
import { crisisManagement, governor, health, redCrescent } from '../support/cast.js';
import { processStage } from '../support/child-worker.js';
import { Play } from '../support/play.js';
import { waitFor } from '../support/wait-for.js';

const RECIPIENTS = 30;
const WINDOW = 8;
const PATIENCE_MS = 90_000;
const stage = await processStage({ recipients: RECIPIENTS, duplicateWindow: WINDOW });

afterEach(() => stage.killWorkers());

/** The steps where the worker can die, and at which visit. */
const steps: readonly (readonly [Failpoint, number])[] = [
  ['record-before-commit', 2],
  ['record-after-commit', 2],
  ['ask-before-send', 1],
  ['ask-after-send', 1],
  ['prepare', 1],
  ['release-before-commit', 1],
  ['release-after-commit', 1],
  ['lease', 1],
  ['window', 2],
  ['mark', 2],
  ['batch-sent', 1],
  ['fan-out-complete', 1],
];

const asksTo = ({ email }: Person) =>
  stage.smtp.to(email).filter(({ messageId }) => messageId.startsWith('<ask'));

/** Everybody acts when asked, and nobody waits for an answer: what is recorded must happen. */
async function wholeStory(play: Play): Promise<void> {
  const eventually = async (what: string, condition: () => Promise<unknown>) =>
    waitFor(what, condition, PATIENCE_MS);
  await play.recordsSubmission();
  for (const { manager } of [crisisManagement, health, redCrescent]) {
    await eventually('the manager is asked', async () => asksTo(manager).length > 0);
    mustGrant(await play.records(manager, await play.reviewBody(manager.agency!)));
  }
  await eventually('the text is agreed', async () => (await play.state()).status === 'awaiting_sign_off');
  mustGrant(await play.records(governor, await play.signBody()));
  await eventually(
    'the fan-out is complete',
    async () => (await play.state()).fanOuts[0]?.status === 'complete',
  );
}

describe('a worker that is killed', () => {
  test.each(steps)(
    'at %s loses nothing and does nothing twice',
    async (step, visit) => {
      stage.smtp.reset();
      const doomed = stage.startWorker(`${step}=exit:${visit}`);
      const play = await Play.begin(stage);
      const story = wholeStory(play);
      const death = doomed.ended.then((how) => {
        stage.startWorker();
        return how;
      });
      await story;
      expect(await death).toBe('SIGKILL');

      const copies = stage.smtp.taken.filter(({ to }) => to.startsWith('reader'));
      expect(new Set(copies.map(({ to }) => to)).size).toBe(RECIPIENTS);
      expect(copies.length - RECIPIENTS).toBeLessThanOrEqual(WINDOW);
      expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(RECIPIENTS);
      expect(await countByState(stage.db, { announcement: play.id, channel: 'email' })).toEqual({
        accepted: RECIPIENTS,
      });
      const events = await stage.db
        .select()
        .from(announcementEvents)
        .where(eq(announcementEvents.announcementId, play.id));
      const count = (type: string) => events.filter((event) => event.type === type).length;
      expect([
        count('submitted'),
        count('reviewed'),
        count('agreed'),
        count('signed'),
        count('released'),
      ]).toEqual([1, 3, 1, 1, 1]);
      const open = (await stage.db.select().from(acts).where(eq(acts.announcementId, play.id))).filter(
        ({ status }) => status !== 'applied',
      );
      expect(open).toEqual([]);
      const doubts = await stage.db.select().from(deliveries).where(eq(deliveries.announcementId, play.id));
      expect(doubts.filter(({ doubts: count }) => count > 0).length).toBeLessThanOrEqual(WINDOW);
      const asked = asksTo(crisisManagement.manager);
      expect(new Set(asked.map(({ messageId }) => messageId)).size).toBe(1);
      expect(asked.length).toBeLessThanOrEqual(2);
    },
    200_000,
  );

  test('in the middle of a batch finds its successor at work within the promise', async () => {
    stage.smtp.reset();
    stage.smtp.delayMs = 20;
    const doomed = stage.startWorker();
    const play = await Play.begin(stage);
    const story = wholeStory(play);
    await waitFor(
      'some have it',
      () => stage.smtp.taken.filter(({ to }) => to.startsWith('reader')).length > 5,
      PATIENCE_MS,
    );
    expect(await doomed.kill('SIGKILL')).toBe('SIGKILL');
    stage.startWorker();
    await story;
    const copies = stage.smtp.taken.filter(({ to }) => to.startsWith('reader'));
    expect(new Set(copies.map(({ to }) => to)).size).toBe(RECIPIENTS);
    expect(copies.length - RECIPIENTS).toBeLessThanOrEqual(WINDOW);
  }, 200_000);

  test('by SIGTERM in the middle of a batch sends nobody a second copy', async () => {
    stage.smtp.reset();
    stage.smtp.delayMs = 20;
    const first = stage.startWorker();
    const play = await Play.begin(stage);
    const story = wholeStory(play);
    await waitFor(
      'some have it',
      () => stage.smtp.taken.filter(({ to }) => to.startsWith('reader')).length > 5,
      PATIENCE_MS,
    );
    expect(await first.kill('SIGTERM')).toBe('0');
    stage.startWorker();
    await story;
    const copies = stage.smtp.taken.filter(({ to }) => to.startsWith('reader'));
    expect(copies).toHaveLength(RECIPIENTS);
  }, 200_000);
});
