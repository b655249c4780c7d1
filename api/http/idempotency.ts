import { setTimeout as sleep } from 'node:timers/promises';
import {
  claimKey,
  finishKey,
  releaseKey,
  touchKey,
  type KeptAnswer,
  type KeyedRequest,
} from '../../database/idempotency.js';
import type { Db } from '../../database/connection.js';
import { refuse } from './refuse.js';

/** How long a second request waits for the first of the same key (design §8). */
const PATIENCE_MS = 5_000;
/** Whoever waits looks again ever less often, so that a crowd does not slow down the one it waits for. */
const FIRST_LOOK_MS = 50;
const LAST_LOOK_MS = 800;
const TOUCH_EVERY_MS = 3_000;

/** Answers of the server's own trouble, or to come back later, are no answers to keep. */
const kept = (status: number): boolean => status < 500 && status !== 429;

/**
 * Runs `work` once for each key: the same request again gets the same answer, byte by byte.
 * Refuses another body under a used key, and, after five seconds, one whose first request is still under way.
 */
export async function once(
  db: Db,
  request: KeyedRequest,
  work: () => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  const earlier = await answerOf(db, request);
  if (earlier) return earlier;
  const touching = setInterval(() => void touchKey(db, request).catch(() => undefined), TOUCH_EVERY_MS);
  try {
    const answer = await work();
    await (kept(answer.status) ? finishKey(db, request, answer) : releaseKey(db, request));
    return answer;
  } catch (error) {
    await releaseKey(db, request);
    throw error;
  } finally {
    clearInterval(touching);
  }
}

async function answerOf(db: Db, request: KeyedRequest): Promise<KeptAnswer | null> {
  const until = performance.now() + PATIENCE_MS;
  for (let pause = FIRST_LOOK_MS; ; pause = Math.min(pause * 2, LAST_LOOK_MS)) {
    const claim = await claimKey(db, request);
    switch (claim.claim) {
      case 'mine':
        return null;
      case 'finished':
        return claim.answer;
      case 'other_body':
        return refuse({ code: 'idempotency_key_reused' });
      case 'under_way':
        if (performance.now() > until) return refuse({ code: 'idempotency_key_in_progress', retryAfter: 1 });
        await sleep(pause);
        break;
      default:
        return claim satisfies never;
    }
  }
}
