import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until the condition gives something other than undefined, null or false, and gives that back; a
 * throw counts as "not yet". Fails after 20 s with the words given and the last error.
 */
export async function waitFor<T>(
  what: string,
  condition: () => T | Promise<T>,
  withinMs = 20_000,
): Promise<Exclude<T, undefined | null | false>> {
  const endsAt = performance.now() + withinMs;
  for (let last: unknown; ;) {
    try {
      const value = await condition();
      if (value !== undefined && value !== null && value !== false)
        return value as Exclude<T, undefined | null | false>;
      last = value;
    } catch (error) {
      last = error;
    }
    if (performance.now() > endsAt) throw new Error(`Waited in vain: ${what} (last: ${String(last)})`);
    await sleep(20);
  }
}
