/** One line of `npm run bench -- --json` (design §12). A `ratio` compares two sides of one run; a `value` stands alone. */
export interface BenchResult {
  readonly name: string;
  readonly ratio?: number;
  readonly value?: number;
  /** The target: at most, unless the name says rate, where it is at least. */
  readonly limit: number;
  readonly ours: number;
  readonly baseline: number | null;
  readonly unit: string;
  /** Pieces of work in one run. */
  readonly n: number;
  readonly runs: number;
  /** Greatest minus least of the runs, over the median. */
  readonly spread: number;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The smallest value that at least `share` of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error('no values were measured');
  return found;
}

export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / median(values);
}

/** Three significant digits: more would claim what two shared cores cannot give. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
