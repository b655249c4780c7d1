import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again every `everyMs` until the answer is neither undefined nor false; undefined when time runs out. */
export async function until<T>(
  ask: () => T | Promise<T>,
  { withinMs, everyMs = 25 }: { withinMs: number; everyMs?: number },
): Promise<Exclude<T, undefined | false> | undefined> {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
    if (performance.now() >= end) return undefined;
    await sleep(everyMs);
  }
}
