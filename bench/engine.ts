import { randomUUID } from 'node:crypto';
import type { ActMessage } from '../domain/announcement/act-message.js';
import type { Person } from '../domain/people/person.js';
import { office } from '../start/cast.js';
import { contactLists } from '../start/seed-contacts.js';
import { Announcement } from './announcement.js';
import { BareSide } from './bare-side.js';
import { atMost, demand, timed, type Benchmark } from './bench.js';
import { addAgencies, demandAll } from './office.js';
import { quiet, withScene, type Scene } from './scene.js';

const SEATS = 12;
/** The server allows ten Updates of one workflow at a time; the product sends eight. */
const IN_FLIGHT = 8;
/** Submission, reviews, sign-off. */
const STEPS = 1 + SEATS + 1;

/**
 * Steps per second of one announcement after another: its submission, twelve reviews at once, its signature, each
 * recorded in PostgreSQL and applied by the workflow; over the same Updates on a workflow that does nothing.
 */
export const engine: Benchmark = (run) =>
  withScene(run, async (scene) => {
    const managers = await addAgencies(scene.db, SEATS);
    await demandAll(scene.db, managers.map(({ agency }) => agency ?? '')); // prettier-ignore
    const bare = await BareSide.start(scene);
    try {
      const rounds = run.small ? 1 : 10;
      const ours: number[] = [];
      const baseline: number[] = [];
      // What is only paid once, such as compiling, is on neither side.
      const messages = (await ourRound(scene, managers)).messages;
      await bareRound(bare, messages);
      for (let measured = 0; measured < (run.small ? 1 : 5); measured += 1) {
        ours.push(await stepsPerSecond(rounds, async () => (await ourRound(scene, managers)).tookMs));
        baseline.push(await stepsPerSecond(rounds, () => bareRound(bare, messages)));
        run.say(`engine: ${ours.at(-1)?.toFixed(0)} steps/s, bare ${baseline.at(-1)?.toFixed(0)}`);
      }
      return { unit: 'steps/s', n: rounds * STEPS, ours, baseline };
    } finally {
      await bare.end();
    }
  });

async function stepsPerSecond(rounds: number, round: () => Promise<number>): Promise<number> {
  let tookMs = 0;
  for (let done = 0; done < rounds; done += 1) tookMs += await round();
  return (rounds * STEPS * 1_000) / tookMs;
}

async function ourRound(
  scene: Scene,
  managers: readonly Person[],
): Promise<{ tookMs: number; messages: readonly ActMessage[] }> {
  const text = await Announcement.begin(scene, contactLists.journalists.id);
  const tookMs = await timed(async () => {
    const shown = await text.submit();
    await atMost(IN_FLIGHT, managers, (manager) => text.approve(manager, shown));
    await text.act(office.governor, {
      type: 'sign_off',
      decision: 'sign',
      assurance: 'token',
      plan: { when: 'manual' },
      ...shown,
    });
  });
  const { status, version, acts } = await text.state();
  demand(status === 'signed_off', `it ended as ${status}`);
  demand(version?.seats.every(({ decision }) => decision !== null) === true, 'a review is missing');
  demand(new Set(acts).size === STEPS, `${acts.length} of ${STEPS} acts count`);
  await quiet(scene, [text.id]);
  return { tookMs, messages: text.sent };
}

/** The same messages, as many at a time. */
async function bareRound(bare: BareSide, messages: readonly ActMessage[]): Promise<number> {
  const workflow = await bare.begin(STEPS);
  const fresh = messages.map((message) => ({ ...message, act: { ...message.act, id: randomUUID() } }));
  const tookMs = await timed(async () => {
    await workflow.step(fresh[0]!);
    await atMost(IN_FLIGHT, fresh.slice(1, -1), (message) => workflow.step(message));
    await workflow.step(fresh.at(-1)!);
  });
  await workflow.ended();
  return tookMs;
}
