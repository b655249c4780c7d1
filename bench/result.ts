/** One line of `npm run bench -- --json` (design §12). A `ratio` compares two sides of one run; a `value` stands alone. */
export interface BenchResult {
  readonly name: string;
  readonly ratio?: number;
  readonly value?: number;
  /** The target: at most, unless the benchmark's own {@link Target} says at least. */
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

/** What a result has to reach. */
export type Target = { readonly atMost: number } | { readonly atLeast: number };

/** What a benchmark measured, before it is given its name and target. */
export interface Measured {
  readonly unit: string;
  readonly n: number;
  /** One figure for each run. */
  readonly ours: readonly number[];
  /** The same of the other side, run by run; none where ours stands alone. */
  readonly baseline?: readonly number[];
  /** The share of runs that the figure has to hold for, where that is not the half. */
  readonly share?: number;
}

/** The line of a measurement: what each side came to, their ratio, and how far the runs lie apart. */
export function resultOf(name: string, target: Target, measured: Measured): BenchResult {
  const { unit, n, ours, baseline, share = 0.5 } = measured;
  const figure = percentile(ours, share);
  const limit = 'atMost' in target ? target.atMost : target.atLeast;
  const common = { limit, ours: rounded(figure), unit, n, runs: ours.length };
  if (!baseline)
    return { name, value: rounded(figure), ...common, baseline: null, spread: rounded(spread(ours)) };
  const ratios = ours.map((value, run) => value / baseline[run]!);
  const ratio = rounded(figure / percentile(baseline, share));
  return {
    name,
    ratio,
    ...common,
    baseline: rounded(percentile(baseline, share)),
    spread: rounded(spread(ratios)),
  };
}

/** Whether a result is what it should be. */
export function reaches({ ratio, value }: BenchResult, target: Target): boolean {
  const figure = ratio ?? value ?? Number.NaN;
  return 'atMost' in target ? figure <= target.atMost : figure >= target.atLeast;
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
