import { randomUUID } from 'node:crypto';
import { loadAct } from '../database/acts.js';
import { contactLists } from '../start/seed-contacts.js';
import { until } from '../start/wait.js';
import { Announcement } from './announcement.js';
import { BareSide } from './bare-side.js';
import { demand, timed, type Benchmark } from './bench.js';
import { addAgencies, demandAll, tokenOf } from './office.js';
import { percentile } from './result.js';
import { quiet, withScene, type Scene } from './scene.js';

const SEATS = 12;
const APPLIED_WITHIN_MS = 60_000;

interface Answer {
  readonly id: string;
  readonly outcome: 'applied' | 'recorded';
}

/** Half of all decisions take at most so long, from the POST of a manager's decision to its answer; over one bare Update. */
export const decision: Benchmark = (run) =>
  withScene(run, async (scene) => {
    const managers = await addAgencies(scene.db, SEATS);
    await demandAll(scene.db, managers.map(({ agency }) => agency ?? '')); // prettier-ignore
    const tokens: string[] = [];
    for (const manager of managers) tokens.push(await tokenOf(scene.db, manager));
    const bare = await BareSide.start(scene);
    try {
      await decisions(scene, bare, tokens.slice(0, 4));
      const deciding = run.small ? tokens.slice(0, 2) : [...tokens, ...tokens];
      const ours: number[] = [];
      const baseline: number[] = [];
      for (let measured = 0; measured < (run.small ? 1 : 5); measured += 1) {
        const taken = await decisions(scene, bare, deciding);
        ours.push(percentile(taken.ours, 0.5));
        baseline.push(percentile(taken.bare, 0.5));
        run.say(`decision: ${ours.at(-1)?.toFixed(1)} ms, bare ${baseline.at(-1)?.toFixed(1)}`);
      }
      return { unit: 'ms', n: deciding.length, ours, baseline };
    } finally {
      await bare.end();
    }
  });

/** A computer that is too busy answers "recorded" after three seconds: the decision has taken as long as it takes to apply. */
async function applied({ db }: Scene, id: string): Promise<void> {
  const isApplied = async () => (await loadAct(db, id))?.status === 'applied';
  demand((await until(isApplied, { withinMs: APPLIED_WITHIN_MS })) === true, 'a decision was not applied');
}

/** One decision and one bare Update in turn, each on a system that is doing nothing else. */
async function decisions(
  scene: Scene,
  bare: BareSide,
  tokens: readonly string[],
): Promise<{ ours: number[]; bare: number[] }> {
  const taken = { ours: [] as number[], bare: [] as number[] };
  for (let first = 0; first < tokens.length; first += SEATS) {
    const deciding = tokens.slice(first, first + SEATS);
    const text = await Announcement.begin(scene, contactLists.journalists.id);
    const shown = await text.submit();
    const workflow = await bare.begin(deciding.length);
    await quiet(scene, [text.id]);
    for (const token of deciding) {
      const path = `/api/announcements/${text.id}/reviews`;
      const body = { decision: 'approve', ...shown };
      taken.ours.push(
        await timed(async () => {
          const { id, outcome } = await scene.product.post<Answer>(token, path, body);
          if (outcome !== 'applied') await applied(scene, id);
        }),
      );
      await quiet(scene, [text.id]);
      const [message] = text.sent;
      const fresh = { ...message!, act: { ...message!.act, id: randomUUID() } };
      taken.bare.push(await timed(() => workflow.step(fresh)));
    }
    const decided = (await text.state()).version?.seats.filter(({ decision: given }) => given !== null);
    demand(decided?.length === deciding.length, 'a decision is missing');
    await workflow.ended();
  }
  return taken;
}
