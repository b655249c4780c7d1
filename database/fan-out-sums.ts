import { and, eq, isNull, sql } from 'drizzle-orm';
import type { DeliveryState, FanOutState } from '../domain/announcement/delivery.js';
import type { RecipientChannel } from '../domain/content/content.js';
import type { Queryable } from './connection.js';
import { deliveries, fanOuts, stops } from './schema.js';

/** One channel's sending with its rows by state: together always the snapshot. */
export interface FanOutSum {
  readonly channel: RecipientChannel;
  readonly state: FanOutState;
  /** Rows adopted at the release, or planned before it. */
  readonly snapshot: number;
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>;
}

/** The sums of every channel of one announcement. */
export async function fanOutSums(db: Queryable, announcement: string): Promise<FanOutSum[]> {
  const channels = await db.select().from(fanOuts).where(eq(fanOuts.announcementId, announcement));
  const rows = await db
    .select({ channel: deliveries.channel, state: deliveries.state, count: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(eq(deliveries.announcementId, announcement))
    .groupBy(deliveries.channel, deliveries.state);
  return channels.map(({ channel, state, snapshot }) => {
    const own = rows.filter((row) => row.channel === channel);
    const counts = Object.fromEntries(own.map((row) => [row.state, row.count]));
    const total = own.reduce((sum, { count }) => sum + count, 0);
    return { channel, state, snapshot: snapshot ?? total, counts };
  });
}

/** The stops that hold now. */
export const openStops = (db: Queryable, announcement: string): Promise<(typeof stops.$inferSelect)[]> =>
  db
    .select()
    .from(stops)
    .where(and(eq(stops.announcementId, announcement), isNull(stops.endedAt)));
