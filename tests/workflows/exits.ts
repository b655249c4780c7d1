import { databaseNow } from '../../database/announcements.js';
import type { AnnouncementKind, Status } from '../../domain/announcement/kinds.js';
import { after } from '../../domain/instant.js';
import type { Policy } from '../../domain/policy/policy.js';
import {
  crisisManagement,
  crisisPolicy,
  governor,
  health,
  officer,
  police,
  redCrescent,
} from '../support/cast.js';
import type { Engine } from '../support/engine.js';
import { Play, type PlayOptions } from '../support/play.js';
import { waitFor } from '../support/wait-for.js';

/** Every way out of every state, played once each: their histories are kept, and replayed by every later version. */
export interface Exit {
  readonly from: Status;
  readonly to: Status;
  readonly play: (engine: Engine) => Promise<Play>;
}

/** Rules of the plays: the usual ones, and a kind whose review asks nobody. */
const routineKinds: readonly AnnouncementKind[] = ['news', 'holding'];
export const policies: readonly Policy[] = [
  crisisPolicy,
  {
    ...crisisPolicy,
    id: 'signature-only',
    applies: { severity: ['crisis'], kinds: routineKinds },
    review: { ...crisisPolicy.review, quorum: { all: [], at_least: { count: 0, of: [] }, veto: [] } },
  },
];

const then =
  (begin: (engine: Engine) => Promise<Play>, ...steps: readonly ((play: Play) => Promise<unknown>)[]) =>
  async (engine: Engine): Promise<Play> => {
    const play = await begin(engine);
    for (const step of steps) await step(play);
    return play;
  };

const drafted =
  (options: PlayOptions = {}) =>
  (engine: Engine) =>
    Play.begin(engine, options);
const submitted = then(drafted(), (play) => play.submits());
const agreed = then(drafted(), (play) => play.isAgreed());
const released = then(drafted(), (play) => play.isReleased());
const takesBack = (play: Play) => play.does(officer, { type: 'take_back' });

const signsFor = (plan: 'manual' | 'later') => async (play: Play) => {
  const at = after(await databaseNow(play.stage.db), 3_600_000);
  await play.signs(governor, 'sign', plan === 'manual' ? { when: 'manual' } : { when: 'at', at });
};

async function goes(play: Play): Promise<void> {
  const { version } = await play.state();
  const { number, manifestSha256 } = version!;
  await play.does(governor, { type: 'go', version: number, manifestSha256, audienceCount: 100 });
}

async function overrides(play: Play): Promise<void> {
  const { version } = await play.state();
  const { number, manifestSha256 } = version!;
  const body = {
    type: 'override',
    version: number,
    manifestSha256,
    assurance: 'session',
    plan: { when: 'now' },
  } as const;
  await play.does(governor, body);
  await play.reaches('released');
}

/** Two of three services say no: the quorum can no longer be met. */
async function quorumIsLost(play: Play): Promise<void> {
  await play.reviews(health.manager, 'request_changes');
  await play.reviews(police.manager, 'request_changes');
}

async function isReplaced(kind: AnnouncementKind, play: Play): Promise<void> {
  const other = await Play.begin(play.stage, { kind, replaces: [play.id] });
  await other.isReleased();
}

/** Two corrections of one text are signed; the one released later finds it replaced. */
async function losesTheRace(engine: Engine): Promise<Play> {
  const target = await released(engine);
  const [first, second] = [
    await Play.begin(engine, { kind: 'correction', replaces: [target.id] }),
    await Play.begin(engine, { kind: 'correction', replaces: [target.id] }),
  ];
  for (const play of [first, second]) {
    await play.isAgreed();
    await signsFor('manual')(play);
  }
  await goes(first);
  await first.reaches('released');
  await goes(second);
  return second;
}

async function expires(engine: Engine): Promise<Play> {
  const expiry = after(await databaseNow(engine.db), 30_000);
  const play = await Play.begin(engine, {
    content: (content) => ({ ...content, cap: { ...content.cap, expires: expiry } }),
  });
  await play.isReleased();
  return play;
}

export const exits: Readonly<Record<string, Exit>> = {
  'draft-submitted': { from: 'draft', to: 'in_review', play: submitted },
  'draft-submitted-without-review': { from: 'draft', to: 'awaiting_sign_off', play: then(drafted({ kind: 'news' }), (play) => play.submits()) },
  'draft-abandoned': { from: 'draft', to: 'abandoned', play: then(drafted(), (play) => play.does(officer, { type: 'abandon' })) },
  'in-review-agreed': { from: 'in_review', to: 'awaiting_sign_off', play: agreed },
  'in-review-agreed-by-waiver': {
    from: 'in_review', to: 'awaiting_sign_off',
    play: then(submitted, (play) => play.reviews(health.manager), (play) => play.reviews(redCrescent.manager), (play) => play.does(governor, { type: 'waive', seat: 'crisis-management' })),
  },
  'in-review-changes-requested': { from: 'in_review', to: 'draft', play: then(submitted, (play) => play.reviews(crisisManagement.manager, 'request_changes')) },
  'in-review-rejected': { from: 'in_review', to: 'draft', play: then(submitted, (play) => play.reviews(crisisManagement.manager, 'reject')) },
  'in-review-quorum-unmeetable': { from: 'in_review', to: 'draft', play: then(submitted, quorumIsLost) },
  'in-review-taken-back': { from: 'in_review', to: 'draft', play: then(submitted, takesBack) },
  'in-review-overridden': { from: 'in_review', to: 'released', play: then(submitted, overrides) },
  'awaiting-sign-off-signed': { from: 'awaiting_sign_off', to: 'signed_off', play: then(agreed, signsFor('later')) },
  'awaiting-sign-off-returned': { from: 'awaiting_sign_off', to: 'draft', play: then(agreed, (play) => play.signs(governor, 'return')) },
  'awaiting-sign-off-refused': { from: 'awaiting_sign_off', to: 'refused', play: then(agreed, (play) => play.signs(governor, 'refuse')) },
  'awaiting-sign-off-taken-back': { from: 'awaiting_sign_off', to: 'draft', play: then(agreed, takesBack) },
  'awaiting-sign-off-reopened-by-objection': {
    from: 'awaiting_sign_off', to: 'in_review',
    play: then(agreed, (play) => play.does(crisisManagement.manager, { type: 'object', version: 1, seat: 'crisis-management' })),
  },
  'awaiting-sign-off-reopened-by-retraction': {
    from: 'awaiting_sign_off', to: 'in_review',
    play: then(agreed, async (play) => {
      const seat = (await play.state()).version!.seats.find(({ seat }) => seat === 'health')!;
      await play.does(health.manager, { type: 'retract', version: 1, seat: 'health', decision: seat.decision!.id });
    }),
  },
  'awaiting-sign-off-overridden': { from: 'awaiting_sign_off', to: 'released', play: then(agreed, overrides) },
  'signed-off-released-by-go': { from: 'signed_off', to: 'released', play: then(agreed, signsFor('manual'), goes) },
  'signed-off-released-after-hold': {
    from: 'signed_off', to: 'released',
    play: then(agreed, signsFor('manual'), async (play) => {
      await play.does(officer, { type: 'hold', reason: 'person' });
      await play.does(officer, { type: 'free', hold: (await play.state()).holds[0]!.id });
      await goes(play);
    }),
  },
  'signed-off-taken-back': { from: 'signed_off', to: 'draft', play: then(agreed, signsFor('manual'), takesBack) },
  'signed-off-lost-race': { from: 'signed_off', to: 'draft', play: losesTheRace },
  'released-superseded': { from: 'released', to: 'superseded', play: then(released, (play) => isReplaced('correction', play)) },
  'released-expired': { from: 'released', to: 'expired', play: expires },
  'released-at-once': { from: 'signed_off', to: 'released', play: released },
}; // prettier-ignore

/** Plays one exit to its end and until nothing of it is under way. */
export async function playOut(engine: Engine, { play, to }: Exit): Promise<Play> {
  const played = await play(engine);
  await played.reaches(to, 60_000);
  await waitFor('its fan-outs are complete', async () =>
    (await played.state()).fanOuts.every(({ status }) => status === 'complete'),
  );
  return played;
}
