import { databaseNow } from '../database/announcements.js';
import type { Instant } from '../domain/instant.js';
import type { Deps } from './deps.js';

export interface DatabaseTime {
  readonly now: Instant;
  /** Above 0 after the clock jumped: schedules and alarms wait so many milliseconds and ask again. */
  readonly heldForMs: number;
}

export const timeActivities = ({ db, clock }: Deps) => ({
  /** The clock that deadlines are compared with. */
  async databaseTime(): Promise<DatabaseTime> {
    const now = await databaseNow(db);
    return { now, heldForMs: clock.observe(now) };
  },
});
