import { eq } from 'drizzle-orm';
import { fanOuts } from '../database/schema.js';
import { office, staffOf } from '../start/cast.js';
import { until } from '../start/wait.js';
import { Announcement } from './announcement.js';
import { demand, type Benchmark } from './bench.js';
import { addReaders, readersDomain, tokenOf } from './office.js';
import { quiet, withScene, type Scene } from './scene.js';

/** At most so many milliseconds in 95 of 100 releases, from the POST of the governor's signature to the first mail that an outside server has accepted, by its clock. */
export const firstMail: Benchmark = (run) =>
  withScene(run, async (scene) => {
    const readers = run.small ? 10 : 1_000;
    const list = await addReaders(scene.db, readers);
    const governor = await tokenOf(scene.db, office.governor);
    const ours: number[] = [];
    await release(scene, governor, list, readers);
    for (let measured = 0; measured < (run.small ? 1 : 30); measured += 1) {
      ours.push(await release(scene, governor, list, readers));
      run.say(`first-mail: ${ours.at(-1)?.toFixed(0)} ms`);
    }
    return { unit: 'ms', n: 1, ours, share: 0.95 };
  });

async function release(scene: Scene, governor: string, list: string, readers: number): Promise<number> {
  const { product, sink, db } = scene;
  const text = await Announcement.begin(scene, list, 'holding');
  const shown = await text.submit();
  await text.approve(staffOf['crisis-management'].manager, shown);
  await quiet(scene, [text.id]);
  sink.reset(readersDomain);
  const path = `/api/announcements/${text.id}/sign-offs`;
  const postedAt = performance.timeOrigin + performance.now();
  await product.post(governor, path, { decision: 'sign', release: 'now', ...shown });
  const { firstAt } = await sink.received(readers);
  const isComplete = async () => {
    const [row] = await db
      .select({ state: fanOuts.state })
      .from(fanOuts)
      .where(eq(fanOuts.announcementId, text.id));
    return row?.state === 'complete';
  };
  demand((await until(isComplete, { withinMs: 30_000 })) === true, 'the fan-out did not end');
  await quiet(scene, [text.id]);
  const { accepted, unique } = await sink.report();
  demand(accepted === readers && unique === readers, `${accepted} mails to ${unique} of ${readers} readers`);
  return firstAt! - postedAt;
}
