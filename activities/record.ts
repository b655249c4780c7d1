import { failpoint } from '../config/failpoint.js';
import { waitingMessages } from '../database/acts.js';
import { storedEvents } from '../database/announcements.js';
import { inTransaction } from '../database/connection.js';
import { record, type RecordAnswer, type RecordEntry, type RecordRequest } from '../database/record.js';
import type { ActMessage } from '../domain/announcement/act-message.js';
import type { AnnouncementEvent } from '../domain/announcement/events.js';
import type { Deps } from './deps.js';

export type { RecordAnswer, RecordEntry, RecordRequest };

export interface CaughtUp {
  /** Stored after the sequence asked from. */
  readonly events: readonly AnnouncementEvent[];
  /** Every act recorded and not settled, in order. */
  readonly acts: readonly ActMessage[];
}

export const recordActivities = ({ db, secretKey }: Deps) => ({
  /** Writes what the run decided, once, however often it is called. */
  async record(request: RecordRequest): Promise<RecordAnswer> {
    const answer = await inTransaction(db, async (tx) => {
      const written = await record(tx, request, secretKey);
      await failpoint('record-before-commit');
      return written;
    });
    await failpoint('record-after-commit');
    return answer;
  },

  /** What PostgreSQL holds beyond what a run has seen. */
  async catchUp({ announcement, sequence }: { announcement: string; sequence: number }): Promise<CaughtUp> {
    return inTransaction(db, async (tx) => {
      const stored = await storedEvents(tx, announcement, sequence + 1);
      const acts = await waitingMessages(tx, announcement);
      return { events: stored.map(({ event }) => event), acts };
    });
  },
});
