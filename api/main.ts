import { createServer } from 'node:http';
import { pino } from 'pino';
import { serviceConfigOrExit } from '../config/exit.js';
import { forgetOldKeys } from '../database/idempotency.js';
import { forgetOldAttempts } from '../database/sign-in.js';
import { createApp } from './app.js';
import type { Context } from './context.js';
import { makeContext } from './make-context.js';

const HOUR_MS = 3_600_000;
/** After this long a SIGTERM no longer waits for answers under way; below the supervisor's own patience. */
const LAST_ANSWERS_MS = 8_000;

const config = serviceConfigOrExit();
const log = pino({ level: config.logLevel, name: 'api', base: { pid: process.pid } });
const { context, close } = makeContext(config, log);
const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000 }, createApp(context));

server.on('error', (error) => {
  log.fatal({ name: error.name, message: error.message }, 'the api cannot listen');
  process.exit(1);
});
server.listen(config.port, config.host, () =>
  log.info({ host: config.host, port: config.port }, 'the api listens'),
);

const housekeeping = setInterval(() => void keepHouse(context), HOUR_MS);

async function keepHouse({ db }: Context): Promise<void> {
  const done = await Promise.allSettled([forgetOldKeys(db), forgetOldAttempts(db)]);
  const failed = done.filter(({ status }) => status === 'rejected').length;
  if (failed > 0)
    log.warn({ failed }, 'old keys and attempts were not all forgotten; the next hour tries again');
}

/** Takes nothing new, finishes what is under way, ends live streams. */
async function stop(): Promise<void> {
  clearInterval(housekeeping);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  context.changes.end();
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  await closed;
  clearTimeout(force);
  await close();
}

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    log.info('the api stops');
    void stop().then(() => process.exit(0));
  });
