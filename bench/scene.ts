import { Client, Connection } from '@temporalio/client';
import { connect, type Db } from '../database/connection.js';
import { until } from '../start/wait.js';
import { announcementWorkflowId } from '../workflows/messages.js';
import { demand, type Run } from './bench.js';
import { waitingInOutbox } from './office.js';
import { installation, Product } from './product.js';
import { startSink, type Sink } from './sink.js';

const QUIET_WITHIN_MS = 60_000;

/** A running product with a mail sink, and ways to look at what it does from outside it. */
export interface Scene {
  readonly product: Product;
  readonly sink: Sink;
  readonly db: Db;
  readonly client: Client;
}

/** Starts a fresh product for one benchmark, and removes every trace of it afterwards, unless something went wrong. */
export async function withScene<T>(run: Run, work: (scene: Scene) => Promise<T>): Promise<T> {
  const ends: (() => unknown)[] = [];
  try {
    const sink = await startSink();
    ends.push(() => sink.end());
    const installed = await installation();
    let whole = false;
    ends.push(() =>
      whole || run.signal.aborted ? installed.remove() : run.say(`see ${installed.dataDir}/logs`),
    );
    const product = await Product.start(run, installed, sink.url);
    ends.push(() => product.stop());
    const database = connect(await product.databaseUrl(), { max: 20, name: 'eblagh-bench' });
    ends.push(() => database.close());
    const connection = await Connection.connect({ address: product.temporalAddress() });
    ends.push(() => connection.close());
    const scene = { product, sink, db: database.db, client: new Client({ connection }) };
    await quiet(scene, []);
    const result = await work(scene);
    whole = true;
    return result;
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

/**
 * Waits until everything that follows from what was done is done too: mails to staff are sent and the runs of these
 * announcements have nothing under way, so that one side's work is never on the other's time.
 */
export async function quiet({ db, client }: Scene, announcements: readonly string[]): Promise<void> {
  const isQuiet = async () => {
    if ((await waitingInOutbox(db)) > 0) return false;
    for (const id of announcements) {
      const { raw } = await client.workflow.getHandle(announcementWorkflowId(id)).describe();
      if ((raw.pendingActivities?.length ?? 0) > 0 || raw.pendingWorkflowTask) return false;
    }
    return true;
  };
  const reached = await until(isQuiet, { withinMs: QUIET_WITHIN_MS, everyMs: 10 });
  demand(reached === true, 'mails or activities were still waiting after a minute');
}
