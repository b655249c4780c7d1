import type { ChannelTrouble, SendOutcome } from '../channels/outcome.js';
import { failpoint } from '../config/failpoint.js';
import type { LeasedRow, Mark } from '../database/deliveries.js';
import { whenInDoubt } from '../domain/announcement/delivery.js';
import { retryInMs, type Patience } from './patience.js';
import type { SendWindow } from './send-window.js';

/** Results are written down together: when this many are there, or after this long. */
const MARKS_TOGETHER = 16;
const MARK_WITHIN_MS = 20;

export interface BatchDeps {
  readonly send: (row: LeasedRow) => Promise<SendOutcome>;
  /** Writes marks and moves the next rows to `sending`; gives those it moved. */
  readonly turn: (marks: readonly Mark[], next: readonly number[]) => Promise<readonly number[]>;
  readonly window: SendWindow;
  readonly patience: Patience;
  readonly inDoubt: 'resend' | 'hold';
  /** From 0 to 1. */
  readonly random: () => number;
  /** Aborted when nothing more may begin: the lease is lost, or the worker stops. */
  readonly stop: AbortSignal;
}

export interface BatchResult {
  readonly counts: Readonly<Partial<Record<Mark['state'], number>>>;
  readonly trouble: ChannelTrouble | null;
}

/** Sends the rows of one lease, never more of them `sending` at a time than the window has places. */
export class Batch {
  private readonly ready: LeasedRow[];
  private readonly marks: Mark[] = [];
  private readonly counts: Partial<Record<Mark['state'], number>> = {};
  private trouble: ChannelTrouble | null = null;
  private stopped = false;
  private failed = false;
  private sending = 0;
  /** Places of the window that this batch occupies. */
  private places = 0;
  private wake: () => void = () => undefined;

  constructor(
    rows: readonly LeasedRow[],
    private readonly deps: BatchDeps,
  ) {
    this.ready = [...rows];
  }

  async run(): Promise<BatchResult> {
    this.deps.stop.addEventListener('abort', () => this.wake(), { once: true });
    try {
      while (this.isUnderWay()) {
        const places = this.mayBegin() ? this.deps.window.take(this.ready.length) : 0;
        if (places === 0 && this.marks.length === 0) await this.somethingNew();
        else await this.turn(places);
        if (this.sending > 0 && this.marks.length < MARKS_TOGETHER) await this.enoughMarks();
      }
      return { counts: this.counts, trouble: this.trouble };
    } catch (error) {
      this.failed = true;
      this.giveBackWhenDone();
      throw error;
    }
  }

  private mayBegin(): boolean {
    return !this.stopped && !this.trouble && !this.deps.stop.aborted && this.ready.length > 0;
  }

  private isUnderWay(): boolean {
    return this.sending > 0 || this.marks.length > 0 || this.mayBegin();
  }

  private async turn(places: number): Promise<void> {
    const marks = this.marks.splice(0);
    const next = this.ready.splice(0, places);
    this.places += places;
    await failpoint('mark');
    const moved = await this.deps.turn(
      marks,
      next.map(({ row }) => row),
    );
    await failpoint('window');
    this.giveBack(marks.length + next.length - moved.length);
    // What was not moved may not be sent any more: the release was stopped or cancelled.
    if (moved.length < next.length) this.stopped = true;
    for (const row of next.filter((one) => moved.includes(one.row))) void this.sendOne(row);
  }

  private async sendOne(row: LeasedRow): Promise<void> {
    this.sending += 1;
    const outcome = await this.outcomeOf(row);
    this.sending -= 1;
    if (this.failed) return this.giveBackWhenDone();
    if (outcome.outcome === 'unsent') this.trouble = outcome.trouble;
    const mark = this.markOf(row, outcome);
    this.counts[mark.state] = (this.counts[mark.state] ?? 0) + 1;
    this.marks.push(mark);
    this.wake();
  }

  /** A recipient whose mail cannot even be made waits like a deferred one and holds up nobody else. */
  private async outcomeOf(row: LeasedRow): Promise<SendOutcome> {
    try {
      return await this.deps.send(row);
    } catch (error) {
      return { outcome: 'deferred', reply: String(error) };
    }
  }

  private giveBack(places: number): void {
    this.places -= places;
    this.deps.window.give(places);
  }

  /** After a failure nobody can mark what is still on its way: its places are free once it has ended. */
  private giveBackWhenDone(): void {
    if (this.sending === 0) this.giveBack(this.places);
  }

  private markOf({ row, attempts, doubts }: LeasedRow, outcome: SendOutcome): Mark {
    const { patience, inDoubt, random } = this.deps;
    const { reply } = outcome;
    const waitMs = retryInMs(patience, attempts + 1, random());
    switch (outcome.outcome) {
      case 'accepted':
      case 'refused':
        return { row, state: outcome.outcome, reply };
      case 'deferred':
        return { row, state: 'deferred', reply, waitMs };
      case 'in_doubt': {
        const state = whenInDoubt(inDoubt, doubts + 1);
        return state === 'held' ? { row, state, reply } : { row, state, reply, waitMs };
      }
      case 'unsent':
        return { row, state: 'queued', reply };
      default:
        return outcome satisfies never;
    }
  }

  /** Until a result is there, a place in the window is free, or the batch must stop. */
  private async somethingNew(): Promise<void> {
    const mark = new Promise<void>((resolve) => (this.wake = resolve));
    await (this.mayBegin() ? Promise.race([mark, this.deps.window.given()]) : mark);
  }

  private async enoughMarks(): Promise<void> {
    const until = performance.now() + MARK_WITHIN_MS;
    while (this.sending > 0 && this.marks.length < MARKS_TOGETHER) {
      const left = until - performance.now();
      if (left <= 0 && this.marks.length > 0) return;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, Math.max(1, left))));
      const mark = new Promise<void>((resolve) => (this.wake = resolve));
      await (this.marks.length > 0 ? Promise.race([mark, late]) : mark);
      clearTimeout(timer);
    }
  }
}
