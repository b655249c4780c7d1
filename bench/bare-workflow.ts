import {
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import type { ActMessage, ActOutcome } from '../domain/announcement/act-message.js';

/** The other side of `engine` and `decision`: the same messages and answers, and between them nothing at all. */
export const stepUpdate = defineUpdate<ActOutcome, [ActMessage]>('step');

/** Patience as in the product's own steps. */
const { nothing } = proxyLocalActivities<{ nothing(): Promise<void> }>({
  startToCloseTimeout: '30 seconds',
  localRetryThreshold: '10 seconds',
});

/** Takes so many Updates, each of which awaits one local activity that does nothing. */
export async function bare(steps: number): Promise<void> {
  let taken = 0;
  setHandler(stepUpdate, async (): Promise<ActOutcome> => {
    await nothing();
    taken += 1;
    return { outcome: 'applied', sequence: taken };
  });
  await condition(() => taken >= steps && allHandlersFinished());
}
