/** How long the sending of a release waits and tries, in milliseconds. */
export interface Patience {
  /** Between tries of a deferred recipient: this, doubled each time up to the last, and spread by a fifth. */
  readonly firstRetry: number;
  readonly lastRetry: number;
  /** How long a channel in trouble is left alone. */
  readonly trouble: number;
  /** From the release until what is still unsent is `expired`, unless the text itself ends before. */
  readonly giveUp: number;
  /** A lease that was not renewed for so long is lost even if its holder's connection lives. */
  readonly lease: number;
}

/** Greylisting servers want a few minutes (RFC 6647 §5.1 suggests 1 to 24 hours at most); a day later nobody needs the mail. */
export const standardPatienceOfSending: Patience = {
  firstRetry: 30_000,
  lastRetry: 30 * 60_000,
  trouble: 5_000,
  giveUp: 24 * 3_600_000,
  lease: 30_000,
};

/** When a recipient that was deferred for the `attempts`th time is tried again; `random` from 0 to 1 spreads the crowd. */
export function retryInMs({ firstRetry, lastRetry }: Patience, attempts: number, random: number): number {
  const delay = Math.min(lastRetry, firstRetry * 2 ** Math.max(0, attempts - 1));
  return Math.round(delay * (0.8 + 0.4 * random));
}
