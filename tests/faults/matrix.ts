import type { Failpoint } from '../../config/failpoint.js';
import { readers } from './findings.js';
import { duplicateWindow, type PartName, type Product } from './product.js';
import { Story } from './story.js';

/** What somebody does; `sends` is what the worker does after the signature. */
type During = 'submits' | 'approves' | 'signs' | 'sends';

/** One step of the path: where a process waits while another, or it itself, is killed. */
export interface Step {
  readonly at: Failpoint;
  readonly during: During;
  /** Parts whose loss here may give recipients a second copy (promise P2), and staff one more of a mail. */
  readonly doubtful?: { readonly readers?: readonly PartName[]; readonly staff?: readonly PartName[] };
}

/** Killed, or cut off from the ledger, the worker cannot say which of its window were accepted. */
const cutOff: readonly PartName[] = ['worker', 'postgres'];

/** Every failpoint at least once, in the order of an announcement's life. */
export const steps: readonly Step[] = [
  // The mail leaves while the ledger is away: only Message-ID and bytes tell that the second one is the same.
  { at: 'ask-before-send', during: 'submits', doubtful: { staff: ['postgres'] } },
  { at: 'ask-after-send', during: 'submits', doubtful: { staff: cutOff } },
  { at: 'act-recorded', during: 'approves' },
  { at: 'record-before-commit', during: 'approves' },
  { at: 'record-after-commit', during: 'approves' },
  { at: 'act-sent', during: 'approves' },
  { at: 'prepare', during: 'approves' },
  { at: 'act-recorded', during: 'signs' },
  { at: 'release-before-commit', during: 'signs' },
  { at: 'release-after-commit', during: 'signs' },
  { at: 'act-sent', during: 'signs' },
  { at: 'lease', during: 'signs' },
  { at: 'window', during: 'sends', doubtful: { readers: cutOff } },
  { at: 'mark', during: 'sends', doubtful: { readers: cutOff } },
  { at: 'batch-sent', during: 'signs' },
  { at: 'fan-out-complete', during: 'signs' },
];

export const nameOf = ({ at, during }: Step): string => `${at} (${during})`;

/** Most second copies that this kill may cause. */
export const mostSecondCopies = ({ doubtful = {} }: Step, part: PartName) => ({
  readers: doubtful.readers?.includes(part) ? duplicateWindow : 0,
  staff: doubtful.staff?.includes(part) ? 1 : 0,
});

/** Tells a story in which `part` is killed while a process stands at this step, and started again. */
export async function strike(product: Product, step: Step, part: PartName): Promise<Story> {
  const story = await Story.begin(product);
  for (const act of ['submits', 'approves', 'signs'] as const) {
    const struck = step.during === act || (step.during === 'sends' && act === 'signs');
    if (struck) await Promise.all([killedAt(product, step, part), story[act]()]);
    else await story[act]();
  }
  await story.ends();
  return story;
}

async function killedAt(product: Product, { at, during }: Step, part: PartName): Promise<void> {
  if (during === 'sends') armOnFirstMail(product, at);
  else product.arm(at);
  await product.reached(at);
  await product.kill(part);
  product.goOn(at);
  await product.begin(part);
}

/** In the middle of sending: some rows are accepted and not marked yet. */
function armOnFirstMail(product: Product, at: Failpoint): void {
  product.smtp.manner = (to) => {
    if (readers.includes(to)) {
      product.smtp.manner = () => 'accept';
      product.arm(at);
    }
    return 'accept';
  };
}

/** What became of every cell, as a table. */
export function printed(
  parts: readonly PartName[],
  outcome: (step: Step, part: PartName) => string | undefined,
): string {
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(32), ...cells.map((cell) => cell.padEnd(16))].join('').trimEnd();
  const rows = steps.map((step) =>
    line(
      nameOf(step),
      parts.map((part) => outcome(step, part) ?? 'EMPTY'),
    ),
  );
  return [line('kill -9 of', parts), ...rows].join('\n');
}
