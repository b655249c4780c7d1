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
  /** Recipients' mails may be on their way just then. */
  readonly sending?: true;
}

/** Every failpoint at least once, in the order of an announcement's life. */
export const steps: readonly Step[] = [
  { at: 'ask-before-send', during: 'submits' },
  { at: 'ask-after-send', during: 'submits' },
  { at: 'act-recorded', during: 'approves' },
  { at: 'record-before-commit', during: 'approves' },
  { at: 'record-after-commit', during: 'approves' },
  { at: 'act-sent', during: 'approves' },
  { at: 'prepare', during: 'approves' },
  { at: 'act-recorded', during: 'signs' },
  { at: 'release-before-commit', during: 'signs' },
  { at: 'release-after-commit', during: 'signs' },
  { at: 'act-sent', during: 'signs', sending: true },
  { at: 'lease', during: 'signs' },
  { at: 'window', during: 'sends', sending: true },
  { at: 'mark', during: 'sends', sending: true },
  { at: 'batch-sent', during: 'signs' },
  { at: 'fan-out-complete', during: 'signs' },
];

export const nameOf = ({ at, during }: Step): string => `${at} (${during})`;

/** Mails to staff that one worker has on their way at a time. */
const STAFF_CONNECTIONS = 2;

/**
 * Most second copies that this kill may cause (promise P2): a worker that is killed, or cut off from the ledger, cannot
 * say which of the mails it was sending were accepted. Every other kill causes none.
 */
export function mostSecondCopies({ sending }: Step, part: PartName): { readers: number; staff: number } {
  if (part !== 'worker' && part !== 'postgres') return { readers: 0, staff: 0 };
  return { readers: sending ? duplicateWindow : 0, staff: STAFF_CONNECTIONS };
}

/** Tells a story in which `part` is killed while a process stands at this step, and started again. */
export async function strike(product: Product, step: Step, part: PartName): Promise<Story> {
  const story = await Story.begin(product);
  for (const act of ['submits', 'approves', 'signs'] as const) {
    const struck = step.during === act || (step.during === 'sends' && act === 'signs');
    if (struck) await Promise.all([killedAt(product, step, part), story[act]()]);
    else await story[act]();
  }
  await story.ends();
  await product.ready();
  return story;
}

async function killedAt(product: Product, { at, during }: Step, part: PartName): Promise<void> {
  if (during === 'sends') product.armOnMailTo(readers, at);
  else product.arm(at);
  await product.reached(at);
  await product.kill(part);
  product.goOn(at);
  await product.begin(part);
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
