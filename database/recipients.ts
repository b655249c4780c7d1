import { eq, and, sql } from 'drizzle-orm';
import type { AudienceDefinition, RecipientChannel } from '../domain/content/content.js';
import { membersOf, type Member } from './audience.js';
import type { Db, Tx } from './connection.js';
import { inTransaction } from './connection.js';
import { deliveries, fanOuts, type RecipientValues } from './schema.js';

/** One release, or one to come, on one channel. */
export interface Fan {
  readonly announcement: string;
  readonly channel: RecipientChannel;
}

/** Makes the values of a recipient's own slots. */
export type Personal = (member: Member) => RecipientValues;

/** Rows written in one statement. */
const PAGE = 2_000;

/** Enters a fan-out as planned, unless it is there. */
export async function planFanOut(tx: Tx, { announcement, channel }: Fan): Promise<void> {
  await tx
    .insert(fanOuts)
    .values({ announcementId: announcement, channel, state: 'planned' })
    .onConflictDoNothing();
}

/**
 * Makes the planned rows those of the audience as it is now: rows of whoever left it, or changed name, address or
 * language since, go; whoever is missing comes. In this transaction; for a release whose rows were planned before.
 */
export async function matchAudience(
  tx: Tx,
  fan: Fan,
  audience: AudienceDefinition,
  personal: Personal,
): Promise<void> {
  await dropStale(tx, fan, audience);
  while ((await addPage(tx, fan, audience, personal)) === PAGE);
}

/** The same page by page, each in a transaction of its own. */
export async function planAudience(
  db: Db,
  fan: Fan,
  audience: AudienceDefinition,
  personal: Personal,
): Promise<void> {
  await inTransaction(db, async (tx) => (await lockUnadopted(tx, fan)) && dropStale(tx, fan, audience));
  const add = async (tx: Tx) => ((await lockUnadopted(tx, fan)) ? addPage(tx, fan, audience, personal) : 0);
  for (let added = PAGE; added === PAGE;) added = await inTransaction(db, add);
}

/** Whether the rows may still change: from its adoption on a fan-out's snapshot is fixed. */
async function lockUnadopted(tx: Tx, { announcement, channel }: Fan): Promise<boolean> {
  const [row] = await tx
    .select({ snapshot: fanOuts.snapshot })
    .from(fanOuts)
    .where(and(eq(fanOuts.announcementId, announcement), eq(fanOuts.channel, channel)))
    .for('update');
  return row?.snapshot === null;
}

async function dropStale(
  tx: Tx,
  { announcement, channel }: Fan,
  audience: AudienceDefinition,
): Promise<void> {
  await tx.execute(sql`
    delete from deliveries d
    where d.announcement_id = ${announcement} and d.channel = ${channel} and d.state = 'planned'
      and not exists (
        select 1 from (${membersOf(audience)}) m
        where m.contact = d.contact_id and m.address = d.address and m.language = d.language
          and m.name = d.recipient ->> 'name' and m.bulletin = (d.recipient ->> 'bulletin')::boolean)`);
}

async function addPage(tx: Tx, fan: Fan, audience: AudienceDefinition, personal: Personal): Promise<number> {
  const { announcement, channel } = fan;
  const { rows } = await tx.execute<Record<keyof Member, never>>(sql`
    select * from (${membersOf(audience)}) m
    where not exists (select 1 from deliveries d
      where d.announcement_id = ${announcement} and d.channel = ${channel} and d.contact_id = m.contact)
    order by m.contact limit ${PAGE}`);
  const missing = rows as unknown as readonly Member[];
  if (missing.length === 0) return 0;
  const last = await lastRow(tx, fan);
  await tx.insert(deliveries).values(
    missing.map((member, index) => ({
      announcementId: announcement,
      channel,
      rowNumber: last + index + 1,
      contactId: member.contact,
      address: member.address,
      language: member.language,
      recipient: personal(member),
    })),
  );
  return missing.length;
}

async function lastRow(tx: Tx, { announcement, channel }: Fan): Promise<number> {
  const [row] = await tx
    .select({ last: sql<number>`coalesce(max(${deliveries.rowNumber}), 0)::int` })
    .from(deliveries)
    .where(and(eq(deliveries.announcementId, announcement), eq(deliveries.channel, channel)));
  return row?.last ?? 0;
}

/** How many rows a fan-out has. Counted once, when they are adopted. */
export async function countRows(tx: Tx, { announcement, channel }: Fan): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(and(eq(deliveries.announcementId, announcement), eq(deliveries.channel, channel)));
  return row?.count ?? 0;
}
