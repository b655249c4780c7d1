import {
  condition,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { lookAgainSignal, type FanOutInput } from './messages.js';

/** The ledger row, not this, prevents doubles: a batch that is lost is simply leased again, by whoever comes first. */
const { deliver } = proxyActivities<Pick<Activities, 'deliver'>>({
  startToCloseTimeout: '1 hour',
  // A killed worker is noticed within this; a slow one keeps its lease, and its rows are nobody else's.
  heartbeatTimeout: '4 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

const { adopt } = proxyActivities<Pick<Activities, 'adopt'>>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/** Batches under way at once while there is a full one for each. Workers of one channel share them. */
const LANES = 4;
/** About 500 batches are some 3,000 events; aim for histories of that size. */
const BATCHES_A_RUN = 500;
/** A stop ends with a signal; this is for the signal that got lost. */
const STOPPED_LOOK_MS = 30_000;

/** Sends one release on one channel: batch after batch until every recipient's row has ended. */
export async function fanOut(input: FanOutInput): Promise<void> {
  let looks = 0;
  setHandler(lookAgainSignal, () => {
    looks += 1;
  });
  await adopt(input);
  let lanes = 1;
  for (let batches = 0; batches < BATCHES_A_RUN && !workflowInfo().continueAsNewSuggested; batches += lanes) {
    const seen = looks;
    const results = await Promise.all(Array.from({ length: lanes }, () => deliver(input)));
    if (results.some(({ next }) => next === 'complete')) return;
    const more = results.filter(({ next }) => next === 'more').length;
    lanes = more === lanes ? LANES : 1;
    const waits = results.map((result) => (result.next === 'later' ? result.waitMs : STOPPED_LOOK_MS));
    setCurrentDetails(results.map(({ next }) => next).join(', '));
    if (more === 0) await condition(() => looks > seen, Math.min(...waits), { summary: results[0]!.next });
  }
  await continueAsNew<typeof fanOut>(input);
}
