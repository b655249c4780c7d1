import { and, asc, desc, eq, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import type { AnnouncementKind, Severity } from '../domain/announcement/kinds.js';
import type { Channel } from '../domain/content/content.js';
import type { Instant } from '../domain/instant.js';
import type { Language } from '../domain/language.js';
import { fold } from '../domain/text/fold.js';
import type { Queryable } from './connection.js';
import { fromCursor, positionOf, rowAt, toCursor } from './cursor.js';
import { containing, folded } from './folded.js';
import {
  announcements,
  capMessages,
  incidents,
  releasedRenderings,
  replacements,
  versions,
} from './schema.js';

export type PublicStatus = 'released' | 'superseded' | 'withdrawn' | 'expired';

/** One released text as readers see it at this moment. */
export interface PublicAnnouncement {
  readonly id: string;
  readonly drill: boolean;
  readonly kind: AnnouncementKind;
  readonly severity: Severity;
  /** A replacement counts from its own release commit on, whether or not this text's workflow has heard of it. */
  readonly status: PublicStatus;
  readonly number: number;
  readonly series: string;
  readonly version: number;
  readonly manifestSha256: string;
  readonly headline: { readonly fa: string; readonly en: string | null };
  readonly incident: { readonly fa: string; readonly en: string } | null;
  readonly releasedAt: Instant;
  readonly expiresAt: Instant;
  readonly endedAt: Instant | null;
  readonly replacedBy: string | null;
}

/** The active row that replaced an announcement, where there is one. */
const replacement = sql`(select r from ${replacements} r where r.target_id = ${announcements.id} and r.activated_at is not null)`;

const columns = {
  id: announcements.id,
  drill: announcements.drill,
  kind: announcements.kind,
  severity: announcements.severity,
  status: sql<PublicStatus>`coalesce((${replacement}).effect,
    case when ${announcements.status} = 'released' and ${announcements.expiresAt} <= now() then 'expired' else ${announcements.status} end)`,
  number: sql<number>`${announcements.number}`,
  series: sql<string>`${announcements.numberSeries}`,
  version: sql<number>`${announcements.version}`,
  manifestSha256: versions.manifestSha256,
  fa: sql<string>`${versions.content} #>> '{texts,fa,headline}'`,
  en: sql<string | null>`${versions.content} #>> '{texts,en,headline}'`,
  incident: incidents.title,
  releasedAt: announcements.releasedAt,
  expiresAt: announcements.expiresAt,
  replacedAt: sql<string | Date | null>`(${replacement}).activated_at`,
  replacedBy: sql<string | null>`(${replacement}).replacement_id`,
  position: positionOf(announcements.releasedAt),
};

const released = (db: Queryable) =>
  db
    .select(columns)
    .from(announcements)
    .innerJoin(
      versions,
      and(eq(versions.announcementId, announcements.id), eq(versions.number, announcements.version)),
    )
    .leftJoin(incidents, eq(incidents.id, announcements.incidentId))
    .$dynamic();

type Row = Awaited<ReturnType<typeof released>>[number];

function toPublic(row: Row): PublicAnnouncement {
  const { fa, en, position: _, replacedAt, releasedAt, expiresAt, ...rest } = row;
  const ends = expiresAt ?? '';
  const replaced = replacedAt === null ? null : new Date(replacedAt).toISOString();
  const endedAt = rest.status === 'released' ? null : (replaced ?? ends);
  return { ...rest, headline: { fa, en }, releasedAt: releasedAt ?? '', expiresAt: ends, endedAt };
}

/** One released text; null for anything else: drafts and unknown ids are alike. */
export async function publicAnnouncement(
  db: Queryable,
  id: string,
  drill: boolean,
): Promise<PublicAnnouncement | null> {
  const [row] = await released(db).where(
    and(eq(announcements.id, id), eq(announcements.drill, drill), isNotNull(announcements.releasedAt)),
  );
  return row ? toPublic(row) : null;
}

/** Several released texts, to name and link them. */
export async function publicAnnouncements(
  db: Queryable,
  ids: readonly string[],
): Promise<PublicAnnouncement[]> {
  if (ids.length === 0) return [];
  const rows = await released(db).where(
    and(inArray(announcements.id, [...ids]), isNotNull(announcements.releasedAt)),
  );
  return rows.map(toPublic);
}

/** The released texts that one release took the place of. */
export async function replacedBy(db: Queryable, id: string): Promise<string[]> {
  const rows = await db
    .select({ target: replacements.targetId })
    .from(replacements)
    .where(and(eq(replacements.replacementId, id), isNotNull(replacements.activatedAt)));
  return rows.map(({ target }) => target);
}

export interface NewsroomQuery {
  readonly drill: boolean;
  readonly words: string;
  readonly limit: number;
  /** A cursor of this module: older than it, or newer. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

export interface NewsroomPage {
  readonly items: readonly PublicAnnouncement[];
  /** Cursors for the pages on either side; null where there is nothing. */
  readonly newer: string | null;
  readonly older: string | null;
}

/** Released texts, the newest first, by number and by words however they are spelled. */
export async function newsroomPage(db: Queryable, query: NewsroomQuery): Promise<NewsroomPage> {
  const { before, after, limit } = query;
  const upwards = before === undefined && after !== undefined;
  const rows = await released(db)
    .where(
      and(
        eq(announcements.drill, query.drill),
        isNotNull(announcements.releasedAt),
        ...searched(query.words),
        beyond(upwards ? after : before, upwards),
      ),
    )
    .orderBy(
      ...(upwards
        ? [asc(announcements.releasedAt), asc(announcements.id)]
        : [desc(announcements.releasedAt), desc(announcements.id)]),
    )
    .limit(limit + 1);
  const more = rows.length > limit;
  const page = upwards ? rows.slice(0, limit).toReversed() : rows.slice(0, limit);
  const cursor = (row: Row | undefined) => (row ? toCursor(row.position, row.id) : null);
  return {
    items: page.map(toPublic),
    newer: (upwards ? more : before !== undefined) ? cursor(page[0]) : null,
    older: upwards || more ? cursor(page.at(-1)) : null,
  };
}

function beyond(cursor: string | undefined, upwards: boolean): SQL | undefined {
  const named = cursor === undefined ? null : fromCursor(cursor);
  if (!named) return undefined;
  const here = sql`(${announcements.releasedAt}, ${announcements.id})`;
  const there = rowAt(named);
  return upwards ? sql`${here} > ${there}` : sql`${here} < ${there}`;
}

/** Every word must be found; a word of digits may be the number. */
function searched(text: string): SQL[] {
  const said = folded(sql`concat_ws(' ',
    ${versions.content} #>> '{texts,fa,headline}', ${versions.content} #>> '{texts,fa,body}', ${versions.content} #>> '{texts,fa,action}',
    ${versions.content} #>> '{texts,en,headline}', ${versions.content} #>> '{texts,en,body}', ${versions.content} #>> '{texts,en,action}')`);
  const wanted = fold(text).split(/\s+/).filter(Boolean).slice(0, 10);
  return wanted.map((word) => {
    const found = sql`${said} like ${containing(word)}`;
    return /^\d{1,9}$/.test(word) ? or(sql`${announcements.number} = ${Number(word)}`, found) ?? found : found;
  });
} // prettier-ignore

export type ReleasedRendering = typeof releasedRenderings.$inferSelect;

/** The bytes of one announcement on one channel, in every language it was released in. */
export const releasedBytes = (
  db: Queryable,
  announcement: string,
  channel: Channel,
): Promise<ReleasedRendering[]> =>
  db
    .select()
    .from(releasedRenderings)
    .where(and(eq(releasedRenderings.announcementId, announcement), eq(releasedRenderings.channel, channel)));

export interface FeedEntry {
  readonly announcement: PublicAnnouncement;
  readonly rendering: ReleasedRendering;
}

/**
 * What a feed holds: the newest released texts on one channel that are in force, or ended within the last two days, so
 * that readers who come once a day still see the end (CAP feeds facts §5). Never a drill.
 */
export async function feedEntries(
  db: Queryable,
  channel: Channel,
  language: Language | 'all',
  limit: number,
): Promise<FeedEntry[]> {
  const rows = await released(db)
    .where(and(eq(announcements.drill, false), isNotNull(announcements.releasedAt), hasRendering(channel, language)))
    .orderBy(desc(announcements.releasedAt), desc(announcements.id))
    .limit(limit);
  const listed = rows.map(toPublic).filter(recent);
  const bytes = listed.length === 0 ? [] : await db
    .select()
    .from(releasedRenderings)
    .where(and(inArray(releasedRenderings.announcementId, listed.map(({ id }) => id)), eq(releasedRenderings.channel, channel), eq(releasedRenderings.language, language)));
  const byId = new Map(bytes.map((one) => [one.announcementId, one]));
  return listed.flatMap((announcement) => {
    const rendering = byId.get(announcement.id);
    return rendering ? [{ announcement, rendering }] : [];
  });
} // prettier-ignore

const hasRendering = (channel: Channel, language: Language | 'all'): SQL => sql`exists (
  select 1 from ${releasedRenderings} b where b.announcement_id = ${announcements.id} and b.channel = ${channel} and b.language = ${language})`;

const TWO_DAYS_MS = 2 * 86_400_000;
const recent = ({ endedAt }: PublicAnnouncement): boolean =>
  endedAt === null || Date.now() - Date.parse(endedAt) < TWO_DAYS_MS;

/** The announcement a CAP identifier belongs to, where its document is public. */
export async function announcementOfCap(db: Queryable, identifier: string): Promise<string | null> {
  const [row] = await db
    .select({ id: capMessages.announcementId })
    .from(capMessages)
    .innerJoin(announcements, eq(announcements.id, capMessages.announcementId))
    .where(
      and(
        eq(capMessages.identifier, identifier),
        eq(announcements.drill, false),
        isNotNull(announcements.releasedAt),
      ),
    );
  return row?.id ?? null;
}

/** The CAP identifier of a released announcement, where it has a document. */
export async function capIdentifierOf(db: Queryable, announcement: string): Promise<string | null> {
  const [row] = await db
    .select({ identifier: capMessages.identifier })
    .from(capMessages)
    .where(eq(capMessages.announcementId, announcement));
  return row?.identifier ?? null;
}
