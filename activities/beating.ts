import { Context } from '@temporalio/activity';

/** Far below every heartbeat timeout in the workflows. */
const BEAT_MS = 1_000;

/**
 * Does the work of one activity and says meanwhile that this worker lives. One that was killed is noticed as soon as its
 * beats stop, and the activity is tried again, rather than after all the time that the work itself may take.
 */
export async function beating<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
