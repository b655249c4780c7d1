import type { Measured } from './result.js';

/** How a benchmark is asked to run. */
export interface Run {
  /** As little work as shows that it runs: its figures mean nothing. */
  readonly small: boolean;
  /** A line for whoever waits. */
  readonly say: (line: string) => void;
  /** Aborted when the person at the terminal has had enough. */
  readonly signal: AbortSignal;
}

/** Measures one thing; throws where anything was lost or did not come to be, since no figure counts then. */
export type Benchmark = (run: Run) => Promise<Measured>;

/** Refuses the result of a run that did not do all its work. */
export function demand(whole: boolean, what: string): asserts whole {
  if (!whole) throw new Error(`the run counts for nothing: ${what}`);
}

/** Does every piece of work, at most `width` of them at a time, beginning in their order. */
export async function atMost<T>(
  width: number,
  pieces: readonly T[],
  work: (piece: T) => Promise<void>,
): Promise<void> {
  const left = [...pieces];
  const lane = async () => {
    for (let piece = left.shift(); piece !== undefined; piece = left.shift()) await work(piece);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/** Milliseconds that some work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
