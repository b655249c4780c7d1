import { beforeEach, describe, expect, test } from '@jest/globals';
import { eq, isNull } from 'drizzle-orm';
import { outbox, staffMails } from '../../database/schema.js';
import { countByState } from '../../database/fan-outs.js';
import { crisisManagement, governor, health, officer } from '../support/cast.js';
import { testEngine } from '../support/engine.js';
import { Play } from '../support/play.js';
import { waitFor } from '../support/wait-for.js';

const engine = await testEngine({ recipients: 30 });
await engine.startWorker();
// A second one beside the worker's own, as a second worker would bring.
engine.startRelay();
beforeEach(() => engine.smtp.reset());

/** Ends every connection of everybody to this database, as a restart of PostgreSQL would. */
async function cutOff(): Promise<void> {
  await engine.database.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
}

describe('two relays', () => {
  test('carry every entry once, and leave none', async () => {
    const play = await Play.begin(engine);
    await play.submits();
    await play.reviews(crisisManagement.manager, 'reject');
    await play.reaches('draft');
    await waitFor(
      'nothing is left',
      async () => (await engine.db.select().from(outbox).where(isNull(outbox.doneAt))).length === 0,
    );
    const receipts = engine.smtp
      .to(crisisManagement.manager.email)
      .filter(({ messageId }) => messageId.startsWith('<receipt'));
    expect(receipts).toHaveLength(1);
    const told = engine.smtp.to(officer.email).filter(({ messageId }) => messageId.startsWith('<outcome'));
    expect(told).toHaveLength(1);
  });

  test('wait for a mail server that is away, and send when it is back', async () => {
    await engine.smtp.close();
    const play = await Play.begin(engine);
    await play.submits();
    await play.reviews(health.manager);
    const planned = async () =>
      (await engine.db.select().from(staffMails).where(eq(staffMails.toPerson, health.manager.id))).some(
        ({ state }) => state === 'planned',
      );
    await waitFor('a mail waits', planned);
    await engine.smtp.reopen();
    await waitFor(
      'the receipt is there',
      () => engine.smtp.to(health.manager.email).some(({ messageId }) => messageId.startsWith('<receipt')),
      60_000,
    );
  });
});

describe('without PostgreSQL for a moment', () => {
  test('a review goes on, its questions are mailed once, and nothing has to be restarted', async () => {
    const play = await Play.begin(engine);
    await play.recordsSubmission();
    await cutOff();
    await play.reaches('in_review', 60_000);
    await cutOff();
    await waitFor(
      'the manager is asked',
      () => engine.smtp.to(crisisManagement.manager.email).length > 0,
      60_000,
    );
    await play.reviews(crisisManagement.manager);
    const asked = engine.smtp
      .to(crisisManagement.manager.email)
      .filter(({ messageId }) => messageId.startsWith('<ask'));
    expect(new Set(asked.map(({ messageId }) => messageId)).size).toBe(1);
  }, 150_000);

  test('a release in full flight loses nobody', async () => {
    const play = await Play.begin(engine);
    await play.isAgreed();
    engine.smtp.delayMs = 20;
    await play.signs(governor);
    await waitFor(
      'some have it',
      () => engine.smtp.taken.filter(({ to }) => to.startsWith('reader')).length > 3,
    );
    await cutOff();
    engine.smtp.delayMs = 0;
    await waitFor(
      'the fan-out is complete',
      async () => (await play.state()).fanOuts[0]?.status === 'complete',
      60_000,
    );
    const copies = engine.smtp.taken.filter(({ to }) => to.startsWith('reader')).map(({ to }) => to);
    expect(new Set(copies).size).toBe(30);
    expect(await countByState(engine.db, { announcement: play.id, channel: 'email' })).toEqual({
      accepted: 30,
    });
  }, 150_000);
});
