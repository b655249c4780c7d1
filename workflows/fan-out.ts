import {
  condition,
  continueAsNew,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { Delivered } from '../activities/deliver.js';
import { lookAgainSignal, type FanOutInput } from './messages.js';
import { heartbeatTimeout } from './steps.js';

/** The ledger row, not this, prevents doubles: a batch that is lost is simply leased again, by whoever comes first. */
const { deliver } = proxyActivities<Pick<Activities, 'deliver'>>({
  startToCloseTimeout: '1 hour',
  // A killed worker is noticed within this; a slow one keeps its lease, and its rows are nobody else's.
  heartbeatTimeout: '4 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

const { adopt } = proxyActivities<Pick<Activities, 'adopt'>>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout,
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/** Batches under way at once while there is a full one for each. Workers of one channel share them. */
const LANES = 4;
/** About 500 batches are some 3,000 events; aim for histories of that size. */
const BATCHES_A_RUN = 500;
/** A stop ends with a signal; this is for the signal that got lost. */
const STOPPED_LOOK_MS = 30_000;
/** Trouble that lasts is looked at ever more rarely, up to so many times the first wait. */
const LONGEST_TROUBLE = 12;

/** Sends one release on one channel: batch after batch until every recipient's row has ended. */
export async function fanOut(input: FanOutInput): Promise<void> {
  let looks = 0;
  setHandler(lookAgainSignal, () => {
    looks += 1;
  });
  await adopt(input);
  let lanes = 1;
  let troubles = 0;
  for (let batches = 0; batches < BATCHES_A_RUN && !workflowInfo().continueAsNewSuggested; batches += lanes) {
    const seen = looks;
    const results = await Promise.all(Array.from({ length: lanes }, () => deliver(input)));
    if (results.some(({ next }) => next === 'complete')) return;
    setCurrentDetails(results.map(({ next }) => next).join(', '));
    const full = results.every(({ next }) => next === 'more');
    lanes = full ? LANES : 1;
    troubles = results.some(({ next }) => next === 'in_trouble') ? troubles + 1 : 0;
    if (results.some(({ next }) => next === 'more')) continue;
    const waitMs = Math.min(...results.map((result) => waitOf(result, troubles)));
    await condition(() => looks > seen, waitMs, { summary: results[0]!.next });
  }
  await continueAsNew<typeof fanOut>(input);
}

function waitOf(result: Delivered, troubles: number): number {
  if (result.next === 'in_trouble') return result.waitMs * Math.min(LONGEST_TROUBLE, 2 ** (troubles - 1));
  return result.next === 'later' ? result.waitMs : STOPPED_LOOK_MS;
}
