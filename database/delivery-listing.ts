import { and, asc, eq, sql } from 'drizzle-orm';
import type { DeliveryState } from '../domain/announcement/delivery.js';
import type { RecipientChannel } from '../domain/content/content.js';
import type { Queryable } from './connection.js';
import { deliveries } from './schema.js';

/** What became of each copy, by channel and row; `next` is the cursor of the page after it. */
export async function deliveryPage(
  db: Queryable,
  announcement: string,
  page: {
    readonly limit: number;
    readonly cursor?: string | undefined;
    readonly channel?: RecipientChannel | undefined;
    readonly state?: DeliveryState | undefined;
  },
) {
  const after = /^([a-z]+)\.(\d{1,9})$/.exec(page.cursor ?? '');
  const rows = await db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.announcementId, announcement),
        page.channel && eq(deliveries.channel, page.channel),
        page.state && eq(deliveries.state, page.state),
        after
          ? sql`(${deliveries.channel}, ${deliveries.rowNumber}) > (${after[1]}, ${Number(after[2])})`
          : undefined,
      ),
    )
    .orderBy(asc(deliveries.channel), asc(deliveries.rowNumber))
    .limit(page.limit + 1);
  const items = rows.slice(0, page.limit).map((one) => ({
    channel: one.channel,
    row: one.rowNumber,
    address: one.address,
    language: one.language,
    state: one.state,
    attempts: one.attempts,
    finishedAt: one.finishedAt,
    reply: one.reply,
  }));
  const last = items.at(-1);
  return { items, next: rows.length > page.limit && last ? `${last.channel}.${last.row}` : null };
}
