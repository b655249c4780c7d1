import type { Logger } from 'pino';
import { ClockWatch } from '../activities/clock-watch.js';
import type { Deps } from '../activities/deps.js';
import { LeaseLocks } from '../database/lease-locks.js';
import { standardPatienceOfSending, type Patience } from '../activities/patience.js';
import { emailChannel } from '../channels/email.js';
import type { ServiceConfig } from '../config/config.js';
import { readMailFrom } from '../config/mail-from.js';
import { connect } from '../database/connection.js';

/** Connections for mail to staff; releases have their own, so that a sign-in code never waits behind one. */
const STAFF_CONNECTIONS = 2;
const BULK_CONNECTIONS = 8;

export interface OpenDeps extends Deps {
  close(): Promise<void>;
}

/** Opens everything the activities act with. */
export async function openDeps(
  config: ServiceConfig,
  log: Logger,
  ending: AbortSignal,
  patience: Patience = standardPatienceOfSending,
): Promise<OpenDeps> {
  const connection = connect(config.databaseUrl, { max: 20, name: 'eblagh-worker' });
  const staffMail = emailChannel(config.smtpUrl, { connections: STAFF_CONNECTIONS });
  const bulkMail = emailChannel(config.smtpUrl, {
    connections: Math.min(BULK_CONNECTIONS, config.duplicateWindow),
  });
  const locks = new LeaseLocks(config.databaseUrl);
  const onJump = (jump: object) => log.error(jump, 'the clock jumped; schedules and alarms are held');
  return {
    db: connection.db,
    secretKey: config.secretKey,
    baseUrl: config.baseUrl,
    mailFrom: readMailFrom(config.mailFrom),
    staffMail,
    bulkMail,
    duplicateWindow: config.duplicateWindow,
    locks,
    ending,
    log,
    clock: new ClockWatch({ onJump }),
    patience,
    async close() {
      staffMail.close();
      bulkMail.close();
      await locks.close();
      await connection.close();
    },
  };
}
