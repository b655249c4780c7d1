import { describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import { mustGrant } from '../../database/ruling.js';
import { announcementEvents, audit } from '../../database/schema.js';
import { crisisManagement, governor, health, officer, redCrescent } from '../support/cast.js';
import { processStage } from '../support/child-worker.js';
import { Play } from '../support/play.js';
import { waitFor } from '../support/wait-for.js';

const PATIENCE_MS = 90_000;
const stage = await processStage({ recipients: 3 });
stage.startWorker();

const reaches = (play: Play, status: string) =>
  waitFor(`${play.id} is ${status}`, async () => (await play.state()).status === status, PATIENCE_MS);
const types = async (play: Play) => {
  const rows = await stage.db
    .select()
    .from(announcementEvents)
    .where(eq(announcementEvents.announcementId, play.id))
    .orderBy(announcementEvents.sequence);
  return rows.map(({ type }) => type);
};

describe('while Temporal is away', () => {
  test('drafting, submitting and deciding go on, and take effect once when it returns', async () => {
    await stage.temporal.kill();
    const play = await Play.begin(stage);
    const submitted = await play.recordsSubmission();
    expect(await stage.send(submitted.message, 1_000)).toMatchObject({ outcome: 'later' });
    const other = await Play.begin(stage);
    mustGrant(await other.records(officer, { type: 'abandon' }));
    await stage.temporal.start();
    await reaches(play, 'in_review');
    await reaches(other, 'abandoned');
    expect((await types(play)).filter((type) => type !== 'reviewers_asked')).toEqual([
      'drafted',
      'submitted',
    ]);
    await waitFor(
      'the manager is asked',
      () => stage.smtp.to(crisisManagement.manager.email).length > 0,
      PATIENCE_MS,
    );
  }, 200_000);
});

describe('when Temporal loses everything it knew', () => {
  test('in mid-review: the runs come back from PostgreSQL, audited, and the story goes on', async () => {
    const play = await Play.begin(stage);
    await play.recordsSubmission();
    await reaches(play, 'in_review');
    mustGrant(await play.records(crisisManagement.manager, await play.reviewBody('crisis-management')));
    await waitFor('one has decided', async () => (await types(play)).includes('reviewed'), PATIENCE_MS);
    await stage.temporal.kill();
    stage.temporal.forget();
    mustGrant(await play.records(health.manager, await play.reviewBody('health')));
    await stage.temporal.start();
    await waitFor(
      'both have decided',
      async () => (await types(play)).filter((type) => type === 'reviewed').length === 2,
      PATIENCE_MS,
    );
    mustGrant(await play.records(redCrescent.manager, await play.reviewBody('red-crescent')));
    await reaches(play, 'awaiting_sign_off');
    mustGrant(await play.records(governor, await play.signBody()));
    await reaches(play, 'released');
    const restored = await stage.db
      .select()
      .from(audit)
      .where(and(eq(audit.subjectId, play.id), eq(audit.action, 'run_restored')));
    expect(restored).toHaveLength(1);
    const happened = await types(play);
    expect(happened.filter((type) => type === 'reviewed')).toHaveLength(3);
    expect(happened.filter((type) => type === 'released')).toHaveLength(1);
    const asked = stage.smtp.to(health.manager.email).filter(({ messageId }) => messageId.startsWith('<ask'));
    expect(new Set(asked.map(({ messageId }) => messageId)).size).toBe(asked.length);
  }, 300_000);
});
