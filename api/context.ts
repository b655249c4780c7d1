import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Connection, Db } from '../database/connection.js';
import type { Cookies } from './auth/cookie.js';
import type { Limiter } from './http/rate-limits.js';
import type { LiveChanges } from './live/changes.js';
import type { Metrics } from './operations/metrics.js';
import type { TemporalLink } from './temporal.js';

/** What the API needs to know of its configuration. */
export interface ApiSettings {
  readonly mode: 'trial' | 'live';
  /** Public address without a slash at its end. */
  readonly baseUrl: string;
  readonly secretKey: string;
  readonly smtpUrl: string;
  /** How CAP names the office: an address (CAP 1.2 §3.2.1). */
  readonly sender: string;
  /** Where the trial's mailbox serves its pages on this computer; null without one. */
  readonly mailboxPort: number | null;
}

/** Everything handlers work with; made once, or by a test with its own parts. */
export interface Context {
  readonly settings: ApiSettings;
  readonly connection: Connection;
  readonly db: Db;
  readonly temporal: TemporalLink;
  readonly redis: Redis | null;
  readonly log: Logger;
  readonly cookies: Cookies;
  readonly limit: Limiter;
  readonly changes: LiveChanges;
  readonly metrics: Metrics;
}

/** The origin of the public address, as browsers write it. */
export const originOf = ({ baseUrl }: ApiSettings): string => new URL(baseUrl).origin;
