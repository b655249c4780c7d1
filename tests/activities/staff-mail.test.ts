import { beforeEach, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { invitations, staffMails } from '../../database/schema.js';
import { crisisManagement, governor, health, police, redCrescent } from '../support/cast.js';
import { testEngine } from '../support/engine.js';
import { Play } from '../support/play.js';
import type { Manner } from '../support/smtp-server.js';
import { waitFor } from '../support/wait-for.js';

const engine = await testEngine();
await engine.startWorker();
const { db, smtp } = engine;
beforeEach(() => smtp.reset());

const PATIENCE_MS = 45_000;
const manager = crisisManagement.manager;
const others = [health, redCrescent, police].map((agency) => agency.manager);

/** The server treats the mails to crisis management's manager so, by her tries from 1, and everybody else's kindly. */
const server = (treats: (attempt: number) => Manner) => {
  smtp.manner = (to, attempt) => (to === manager.email ? treats(attempt) : 'accept');
};

const questionTo = async (play: Play) => {
  const rows = await db.select().from(invitations).where(eq(invitations.announcementId, play.id));
  const { id, mailedAt } = rows.find(({ personId, seat }) => personId === manager.id && seat !== null)!;
  const [mail] = await db
    .select()
    .from(staffMails)
    .where(eq(staffMails.key, `ask/${id}`));
  return { mailedAt, mail };
};
const isSettled = (play: Play, state: 'accepted' | 'refused') =>
  waitFor(
    `the question is ${state}`,
    async () => (await questionTo(play)).mail?.state === state,
    PATIENCE_MS,
  );

async function asked(): Promise<Play> {
  const play = await Play.begin(engine);
  await play.submits();
  return play;
}
const othersAreAsked = () =>
  waitFor(
    'the others are asked',
    () => others.every(({ email }) => smtp.to(email).length === 1),
    PATIENCE_MS,
  );

test('a server that refuses her address: it is written down, the others are asked, and her seat can be filled', async () => {
  server(() => '550 5.1.1 nobody here');
  const play = await asked();
  await isSettled(play, 'refused');
  const { mail, mailedAt } = await questionTo(play);
  expect([mail?.reply, mail?.attempts, mailedAt]).toEqual(['550 5.1.1 nobody here', 1, null]);
  await othersAreAsked();
  expect(await play.reviews(crisisManagement.standIn)).toMatchObject({ outcome: 'applied' });
});

test('a server that greylists: the question comes once, and keeps nobody else waiting', async () => {
  server((attempt) => (attempt <= 2 ? '451 4.7.1 come back later' : 'accept'));
  const play = await asked();
  await othersAreAsked();
  await isSettled(play, 'accepted');
  expect(smtp.to(manager.email)).toHaveLength(1);
  expect((await questionTo(play)).mailedAt).not.toBeNull();
});

test.each<Manner>(['silent', 'drop'])(
  'a server that takes the mail and then is %s: she gets it again, under the same Message-ID, byte for byte',
  async (fault) => {
    server((attempt) => (attempt === 1 ? fault : 'accept'));
    const play = await asked();
    await othersAreAsked();
    await isSettled(play, 'accepted');
    const [first, second, ...more] = smtp.to(manager.email);
    expect(more).toEqual([]);
    expect(second).toEqual(first);
  },
);

test('a server that hangs up before the message took nothing: the question comes once', async () => {
  server((attempt) => (attempt <= 2 ? 'hang up' : 'accept'));
  await isSettled(await asked(), 'accepted');
  expect(smtp.to(manager.email)).toHaveLength(1);
});

test('a server that is away: the review goes on meanwhile, and the mails that still say something come when it is back', async () => {
  await smtp.close();
  const play = await asked();
  for (const by of [manager, health.manager]) expect(await play.reviews(by)).toMatchObject({ outcome: 'applied' });
  await smtp.reopen();
  await waitFor('the third is asked', () => smtp.to(redCrescent.manager.email).length === 1, PATIENCE_MS);
  await waitFor('she gets her receipt', () => smtp.to(manager.email).length === 1, PATIENCE_MS);
  expect(smtp.to(manager.email)[0]?.messageId).toMatch(/^<receipt\./);
  await play.reviews(redCrescent.manager);
  await waitFor('the governor is asked', () => smtp.to(governor.email).length === 1, PATIENCE_MS);
}); // prettier-ignore
