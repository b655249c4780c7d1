import type { Mailbox } from '../channels/letter.js';
import type { EmailChannel } from '../channels/email.js';
import type { Db } from '../database/connection.js';
import type { ClockWatch } from './clock-watch.js';
import type { LeaseLocks } from '../database/lease-locks.js';
import type { Patience } from './patience.js';

/** Structured lines for operators: ids and counts, never texts, addresses, tokens or codes. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What the activities act with. */
export interface Deps {
  readonly db: Db;
  readonly secretKey: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly mailFrom: Mailbox;
  /** To staff, a few at a time: never behind a release. */
  readonly staffMail: EmailChannel;
  /** To recipients. */
  readonly bulkMail: EmailChannel;
  /** Most rows of one release and channel that this worker has in `sending`. */
  readonly duplicateWindow: number;
  readonly clock: ClockWatch;
  readonly locks: LeaseLocks;
  readonly patience: Patience;
  /** Aborted when this worker is asked to end: nothing new begins. */
  readonly ending: AbortSignal;
  readonly log: Log;
}
