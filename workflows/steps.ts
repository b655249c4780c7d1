import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';

/**
 * Short, idempotent steps in PostgreSQL: local, because an Update that awaits one answers in half the time. Tried again
 * for as long as the database is away: nothing else may happen to the announcement before they are done.
 */
export const { record, catchUp, databaseTime, release } = proxyLocalActivities<
  Pick<Activities, 'record' | 'catchUp' | 'databaseTime' | 'release'>
>({
  startToCloseTimeout: '30 seconds',
  localRetryThreshold: '10 seconds',
  retry: {
    initialInterval: '50 milliseconds',
    backoffCoefficient: 2,
    maximumInterval: '5 seconds',
    nonRetryableErrorTypes: ['SequenceGap'],
  },
});

/** A killed worker is noticed within this, and what it had in hand is tried again; a busy one has beaten by then. */
export const heartbeatTimeout = '10 seconds';

/**
 * Mail to those asked. Tried for as long as the run lives, since a silent mail server must not lose a request; each try
 * looks first whether the question still stands. The ledger keeps two tries from becoming two mails.
 */
export const { ask, remind, tellOffice } = proxyActivities<Pick<Activities, 'ask' | 'remind' | 'tellOffice'>>(
  {
    startToCloseTimeout: '15 minutes',
    heartbeatTimeout,
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  },
);

/** Makes the recipients' rows ahead of the signature; as often as it takes, every try goes on where the last one ended. */
export const { prepare } = proxyActivities<Pick<Activities, 'prepare'>>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout,
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});
