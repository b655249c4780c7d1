import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { ServiceConfig } from '../config/config.js';
import { readMailFrom } from '../config/mail-from.js';
import { connect } from '../database/connection.js';
import { cookiesFor } from './auth/cookie.js';
import type { Context } from './context.js';
import { limiter, usualLimits, type Limits } from './http/rate-limits.js';
import { liveChanges } from './live/changes.js';
import { apiMetrics } from './operations/metrics.js';
import { temporalLink } from './temporal.js';

/** Greatest number of connections of one API process to PostgreSQL. */
const CONNECTIONS = 20;

/** Everything the API works with, from its configuration, and how to end it. Nothing is awaited: what is away comes later. */
export function makeContext(
  config: ServiceConfig,
  log: Logger,
  limits: Partial<Limits> = {},
): { readonly context: Context; readonly close: () => Promise<void> } {
  const connection = connect(config.databaseUrl, { max: CONNECTIONS, name: 'eblagh-api' });
  const temporal = temporalLink(config.temporal.address, config.temporal.namespace);
  const redis = config.redisUrl === undefined ? null : redisAt(config.redisUrl, log);
  const changes = liveChanges(config.databaseUrl, log);
  const context: Context = {
    settings: {
      mode: config.mode,
      baseUrl: config.baseUrl,
      secretKey: config.secretKey,
      smtpUrl: config.smtpUrl,
      sender: readMailFrom(config.mailFrom).address,
      mailboxPort: config.mode === 'trial' ? (config.mailbox?.httpPort ?? null) : null,
    },
    connection,
    db: connection.db,
    temporal,
    redis,
    log,
    changes,
    cookies: cookiesFor(config.baseUrl.startsWith('https:')),
    limit: limiter({ ...usualLimits, ...limits }, redis),
    metrics: apiMetrics(connection.db),
  };
  const close = async () => {
    redis?.disconnect();
    await Promise.allSettled([changes.close(), temporal.close()]);
    await connection.close();
  };
  return { context, close };
}

/** Never waits and never piles up: while Redis is away every command fails at once, and limits count in memory. */
function redisAt(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: 500,
    retryStrategy: (attempt) => Math.min(200 * attempt, 5_000),
  });
  redis.on('error', (error: Error) => log.debug({ name: error.name }, 'redis is away'));
  return redis;
}
