import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { AnnouncementEvent } from '../domain/announcement/events.js';
import type { Queryable } from './connection.js';
import { acts, announcementEvents, decisions, renderings, versionContributors, versions } from './schema.js';

export interface TimelineEntry {
  readonly sequence: number;
  readonly event: AnnouncementEvent;
  /** The words given with the act it follows from. */
  readonly reason: string | null;
}

/** What happened to an announcement, in order, with the words of whoever did it. */
export async function loadTimeline(db: Queryable, announcement: string): Promise<TimelineEntry[]> {
  return db
    .select({ sequence: announcementEvents.sequence, event: announcementEvents.event, reason: acts.reason })
    .from(announcementEvents)
    .leftJoin(acts, eq(acts.id, announcementEvents.actId))
    .where(eq(announcementEvents.announcementId, announcement))
    .orderBy(asc(announcementEvents.sequence));
}

/** The words given with acts on an announcement, by act: notes of decisions, reasons of waivers, holds, overrides. */
export async function loadNotes(db: Queryable, announcement: string): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: acts.id, reason: acts.reason })
    .from(acts)
    .where(and(eq(acts.announcementId, announcement), sql`${acts.reason} is not null`));
  return new Map(rows.map(({ id, reason }) => [id, reason ?? '']));
}

export type DecisionRecord = typeof decisions.$inferSelect;

/** Every decision on an announcement, counting or not, in order. */
export async function loadDecisions(db: Queryable, announcement: string): Promise<DecisionRecord[]> {
  return db.select().from(decisions).where(eq(decisions.announcementId, announcement)).orderBy(asc(decisions.at)); // prettier-ignore
}

export type VersionRecord = typeof versions.$inferSelect;

/** The frozen versions of an announcement, the newest first. */
export async function loadVersions(db: Queryable, announcement: string): Promise<VersionRecord[]> {
  return db.select().from(versions).where(eq(versions.announcementId, announcement)).orderBy(desc(versions.number)); // prettier-ignore
}

/** One frozen version; null where there is none of that number. */
export async function findVersion(
  db: Queryable,
  announcement: string,
  number: number,
): Promise<VersionRecord | null> {
  const [row] = await db
    .select()
    .from(versions)
    .where(and(eq(versions.announcementId, announcement), eq(versions.number, number)));
  return row ?? null;
}

/** Everybody whose change is in a version, by version number. */
export async function loadContributors(db: Queryable, announcement: string): Promise<Map<number, string[]>> {
  const rows = await db
    .select({ version: versionContributors.version, person: versionContributors.personId })
    .from(versionContributors)
    .where(eq(versionContributors.announcementId, announcement));
  const found = new Map<number, string[]>();
  for (const { version, person } of rows) found.set(version, [...(found.get(version) ?? []), person]);
  return found;
}

export type RenderingRecord = typeof renderings.$inferSelect;

/** The renderings of one version as they are hashed, the text's before the withdrawal's, in the channels' order. */
export async function loadRenderings(
  db: Queryable,
  announcement: string,
  version: number,
): Promise<RenderingRecord[]> {
  return db
    .select()
    .from(renderings)
    .where(and(eq(renderings.announcementId, announcement), eq(renderings.version, version)))
    .orderBy(
      asc(renderings.block),
      sql`array_position(array['newsroom', 'atom', 'rss', 'cap', 'email'], ${renderings.channel})`,
      sql`array_position(array['fa', 'en', 'all'], ${renderings.language})`,
    );
}
