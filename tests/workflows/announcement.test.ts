import { describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { crisisManagement, governor, health, police, redCrescent } from '../support/cast.js';
import { testEngine } from '../support/engine.js';
import { Play } from '../support/play.js';
import { waitFor } from '../support/wait-for.js';

const engine = await testEngine();
await engine.startWorker();

describe('an announcement', () => {
  test('goes from draft through review and signature to every recipient', async () => {
    const play = await Play.begin(engine);
    await play.submits();
    const asked = await waitFor(
      'managers are asked',
      () => engine.smtp.to(crisisManagement.manager.email)[0],
    );
    expect((await simpleParser(asked.raw)).text).toContain('/d/');
    for (const { manager } of [crisisManagement, health, redCrescent])
      expect(await play.reviews(manager)).toMatchObject({ outcome: 'applied' });
    await play.reaches('awaiting_sign_off');
    await waitFor('the governor is asked', () => engine.smtp.to(governor.email).length > 0);
    expect(await play.signs()).toMatchObject({ outcome: 'applied' });
    const { release } = await play.reaches('released');
    expect(release).toMatchObject({ number: 1, version: 1 });
    await waitFor('all readers have it', () =>
      [1, 2, 3].every((n) => engine.smtp.to(`reader${n}@example.test`).length === 1),
    );
    await waitFor(
      'the fan-out is complete',
      async () => (await play.state()).fanOuts[0]?.status === 'complete',
    );
    await waitFor(
      'whoever approved hears of the release',
      () => engine.smtp.to(health.manager.email).length === 3,
    );
    expect(engine.smtp.to(police.manager.email)).toHaveLength(1);
  });
});
