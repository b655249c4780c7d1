import type { Instant } from '../domain/instant.js';

/** A wall clock that moved this much against the monotonic one did not tick: somebody set it. */
const JUMP_MS = 30_000;
/** How long it must keep steady afterwards before anything follows from it. */
const SETTLE_MS = 5 * 60_000;

export interface ClockOptions {
  /** Milliseconds of a clock nobody can set. */
  readonly monotonic?: () => number;
  readonly settleMs?: number;
  readonly onJump?: (jump: { readonly byMs: number; readonly now: Instant }) => void;
}

/** Watches the database's clock against this computer's monotonic one. */
export class ClockWatch {
  private last: { wall: number; monotonic: number } | undefined;
  private heldUntil = 0;
  private readonly monotonic: () => number;
  private readonly settleMs: number;
  private readonly onJump: NonNullable<ClockOptions['onJump']>;

  constructor({
    monotonic = () => performance.now(),
    settleMs = SETTLE_MS,
    onJump = () => undefined,
  }: ClockOptions = {}) {
    this.monotonic = monotonic;
    this.settleMs = settleMs;
    this.onJump = onJump;
  }

  /** Takes a reading; gives how long schedules and alarms are still held, 0 when they are not. */
  observe(now: Instant): number {
    const reading = { wall: Date.parse(now), monotonic: this.monotonic() };
    const { last } = this;
    this.last = reading;
    const byMs = last ? reading.wall - last.wall - (reading.monotonic - last.monotonic) : 0;
    if (Math.abs(byMs) > JUMP_MS) {
      this.heldUntil = reading.monotonic + this.settleMs;
      this.onJump({ byMs, now });
    }
    return Math.max(0, Math.ceil(this.heldUntil - reading.monotonic));
  }
}
