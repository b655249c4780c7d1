import { randomUUID } from 'node:crypto';
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { EventOf } from '../domain/announcement/events.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import { recipientChannels, type Content, type RecipientChannel } from '../domain/content/content.js';
import type { Instant } from '../domain/instant.js';
import type { Manifest } from '../domain/rendering/manifest.js';
import type { Block, Rendering } from '../domain/rendering/segments.js';
import { proposeAct } from './acts.js';
import type { Tx } from './connection.js';
import { matchAudience, countRows, type Personal } from './recipients.js';
import {
  announcements,
  capMessages,
  counters,
  fanOuts,
  releasedRenderings,
  renderings,
  replacements,
  versions,
} from './schema.js';

/** The rows a release must hold, locked in the one order everybody uses: announcements by id, fan-outs by id. */
export async function lockForRelease(tx: Tx, announcement: string, replaces: readonly string[]): Promise<void> {
  const ids = [announcement, ...replaces];
  await tx.select({ id: announcements.id }).from(announcements).where(inArray(announcements.id, ids)).orderBy(asc(announcements.id)).for('update');
  await tx.select({ id: fanOuts.announcementId }).from(fanOuts).where(inArray(fanOuts.announcementId, ids)).orderBy(asc(fanOuts.announcementId), asc(fanOuts.channel)).for('update');
} // prettier-ignore

/** A version's stored bytes and what was agreed about them. */
export interface StoredVersion {
  readonly content: Content;
  readonly manifest: Manifest;
  /** The very bytes whose hash decisions name. */
  readonly manifestText: string;
  readonly renderings: readonly { readonly block: Block; readonly rendering: Rendering }[];
}

export async function storedVersion(tx: Tx, announcement: string, number: number): Promise<StoredVersion> {
  const [row] = await tx.select().from(versions).where(and(eq(versions.announcementId, announcement), eq(versions.number, number)));
  if (!row) throw new Error(`version ${number} of ${announcement} is not there`);
  const rows = await tx.select().from(renderings).where(and(eq(renderings.announcementId, announcement), eq(renderings.version, number)));
  return {
    content: row.content,
    manifest: JSON.parse(row.manifest) as Manifest,
    manifestText: row.manifest,
    renderings: rows.map(({ block, channel, language, parts }) => ({
      block,
      rendering: { channel, language: language === 'all' ? null : language, parts },
    })),
  };
} // prettier-ignore

/** Targets of this text that another one has replaced already. */
export async function replacedTargets(
  tx: Tx,
  announcement: string,
  targets: readonly string[],
): Promise<string[]> {
  if (targets.length === 0) return [];
  const rows = await tx
    .select({ target: replacements.targetId, by: replacements.replacementId })
    .from(replacements)
    .where(and(inArray(replacements.targetId, [...targets]), isNotNull(replacements.activatedAt)));
  return rows.filter(({ by }) => by !== announcement).map(({ target }) => target);
}

/** The channels of a content that send to recipients one by one. */
export const sendingChannels = ({ channels }: Content): RecipientChannel[] =>
  recipientChannels.filter((channel) => channels.includes(channel));

/** Brings the planned rows of each channel up to date and gives how many people the audience is now. */
export async function audienceNow(
  tx: Tx,
  announcement: string,
  { content }: StoredVersion,
  personal: Personal,
  count: () => Promise<number>,
): Promise<number> {
  const planned = await tx.select({ channel: fanOuts.channel }).from(fanOuts).where(and(eq(fanOuts.announcementId, announcement), eq(fanOuts.state, 'planned')));
  for (const { channel } of planned) await matchAudience(tx, { announcement, channel }, content.audience, personal);
  const [first] = planned;
  return first ? countRows(tx, { announcement, channel: first.channel }) : count();
} // prettier-ignore

/** The next number of a series, under its lock until the transaction ends. Always the last lock taken. */
export async function nextNumber(tx: Tx, series: string): Promise<number> {
  await tx.insert(counters).values({ series, value: 0 }).onConflictDoNothing();
  const [row] = await tx.select({ value: counters.value }).from(counters).where(eq(counters.series, series)).for('update');
  return (row?.value ?? 0) + 1;
} // prettier-ignore

export interface ReleasedBytes {
  readonly renderings: readonly { readonly rendering: Rendering; readonly sha256: string }[];
  readonly cap: typeof capMessages.$inferInsert | null;
}

/** Everything that becomes public, or due, by a `released` event: number, bytes, recipients, replacements. */
export async function commitRelease(
  tx: Tx,
  state: AnnouncementState,
  event: EventOf<'released'>,
  { renderings: filled, cap }: ReleasedBytes,
): Promise<void> {
  const { id: announcementId, version } = state;
  await tx.update(counters).set({ value: event.number }).where(eq(counters.series, event.series));
  await tx.insert(releasedRenderings).values(
    filled.map(({ rendering: { channel, language, parts }, sha256 }) => ({
      announcementId,
      version: version!.number,
      block: 'text' as const,
      channel,
      language: language ?? ('all' as const),
      parts: [...parts],
      sha256,
      releasedAt: event.at,
    })),
  );
  if (cap) await tx.insert(capMessages).values(cap);
  for (const channel of event.channels) await adopt(tx, announcementId, channel, event.at);
  await replace(tx, state, event.at);
}

/** The channel's row is the switch: rows that were planned are due by it. Those not planned yet are made right after the release. */
async function adopt(tx: Tx, announcementId: string, channel: RecipientChannel, at: Instant): Promise<void> {
  const planned = await tx.select({ state: fanOuts.state }).from(fanOuts).where(and(eq(fanOuts.announcementId, announcementId), eq(fanOuts.channel, channel)));
  const snapshot = planned.length > 0 ? await countRows(tx, { announcement: announcementId, channel }) : null;
  await tx
    .insert(fanOuts)
    .values({ announcementId, channel, state: 'running', snapshot, adoptedAt: at })
    .onConflictDoUpdate({ target: [fanOuts.announcementId, fanOuts.channel], set: { state: 'running', snapshot, adoptedAt: at } });
} // prettier-ignore

/** From this commit on every reader shows the targets as replaced; their own runs are told by the outbox. */
async function replace(tx: Tx, { id, kind, replaces }: AnnouncementState, at: Instant): Promise<void> {
  const as = kind === 'withdrawal' ? ('withdrawn' as const) : ('superseded' as const);
  for (const target of replaces) {
    await tx.update(replacements).set({ activatedAt: at }).where(and(eq(replacements.replacementId, id), eq(replacements.targetId, target)));
    await tx.update(fanOuts).set({ state: 'cancelled' }).where(and(eq(fanOuts.announcementId, target), inArray(fanOuts.state, ['running', 'stopped'])));
    await proposeAct(tx, { id: randomUUID(), announcement: target, by: null, body: { type: 'replaced', as, replacement: id } });
  }
} // prettier-ignore
