import { asc, gt, sql } from 'drizzle-orm';
import type { Queryable } from './connection.js';
import { announcementEvents } from './schema.js';

/** Somebody away for longer reads the list anew. */
const MOST_MISSED = 500;

/**
 * What was recorded since a listener's last event, whose id is the moment it was told. A few seconds are told twice
 * rather than lost: transactions commit later than their clock was read.
 */
export async function eventsSince(
  db: Queryable,
  lastEventId: string | undefined,
): Promise<{ announcement: string; sequence: number; what: string }[]> {
  if (lastEventId === undefined || Number.isNaN(Date.parse(lastEventId))) return [];
  const since = new Date(lastEventId).toISOString();
  return db
    .select({
      announcement: announcementEvents.announcementId,
      sequence: announcementEvents.sequence,
      what: announcementEvents.type,
    })
    .from(announcementEvents)
    .where(gt(announcementEvents.recordedAt, sql<string>`${since}::timestamptz - interval '5 seconds'`))
    .orderBy(asc(announcementEvents.recordedAt))
    .limit(MOST_MISSED);
}
