import { and, desc, eq, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { AnnouncementEvent } from '../domain/announcement/events.js';
import { fold } from '../domain/announcement/evolve.js';
import type { Severity, Status } from '../domain/announcement/kinds.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import { mayRead } from '../domain/people/may-read.js';
import type { Person } from '../domain/people/person.js';
import { inOffice } from '../domain/people/posts.js';
import type { Queryable } from './connection.js';
import { fromCursor, positionOf, rowAt, toCursor } from './cursor.js';
import { announcementEvents, announcements, drafts, invitations, policies, versions } from './schema.js';

/** Which announcements a person wants to see; every part narrows. */
export interface ListingFilter {
  readonly status?: Status | undefined;
  readonly severity?: Severity | undefined;
  readonly agency?: string | undefined;
  readonly incident?: string | undefined;
  readonly drill?: boolean | undefined;
  /** Only what waits for this person's decision. */
  readonly waitingForMe?: boolean | undefined;
}

/** One row of a list, with the headline of what stands now. */
export interface ListedAnnouncement {
  readonly row: typeof announcements.$inferSelect;
  readonly headline: { readonly fa: string; readonly en: string | null };
  readonly state: AnnouncementState;
}

export interface ListingPage {
  readonly items: readonly ListedAnnouncement[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
}

/** The announcements this person may read, the last changed first; `limit` rows a page, fewer where some are not theirs. */
export async function listAnnouncements(
  db: Queryable,
  person: Person,
  filter: ListingFilter,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<ListingPage> {
  const rows = await db
    .select({
      row: announcements,
      position: positionOf(announcements.updatedAt),
      fa: sql<string>`coalesce(${versions.content}, ${drafts.content}) #>> '{texts,fa,headline}'`,
      en: sql<string | null>`coalesce(${versions.content}, ${drafts.content}) #>> '{texts,en,headline}'`,
    })
    .from(announcements)
    .leftJoin(drafts, eq(drafts.announcementId, announcements.id))
    .leftJoin(versions, and(eq(versions.announcementId, announcements.id), eq(versions.number, announcements.version)))
    .where(and(perhapsReadable(person), matching(person, filter), after(cursor)))
    .orderBy(desc(announcements.updatedAt), desc(announcements.id))
    .limit(limit + 1); // prettier-ignore
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const states = await loadStates(db, page.map(({ row }) => row.id)); // prettier-ignore
  const items = page.flatMap(({ row, fa, en }): ListedAnnouncement[] => {
    const state = states.get(row.id);
    return state && mayRead(person, state) ? [{ row, headline: { fa, en }, state }] : [];
  });
  return { items, next: rows.length > limit && last ? toCursor(last.position, last.row.id) : null };
}

/** The states of several announcements at once. */
export async function loadStates(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, AnnouncementState>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: announcementEvents.announcementId, event: announcementEvents.event })
    .from(announcementEvents)
    .where(inArray(announcementEvents.announcementId, [...ids]))
    .orderBy(announcementEvents.announcementId, announcementEvents.sequence);
  const grouped = new Map<string, AnnouncementEvent[]>();
  for (const { id, event } of rows) grouped.set(id, [...(grouped.get(id) ?? []), event]);
  return new Map([...grouped].map(([id, events]) => [id, fold(events)]));
}

/** Never narrower than `mayRead`, which decides; it only spares the database rows that are surely not theirs. */
function perhapsReadable(person: Person): SQL | undefined {
  if (person.roles.includes('auditor') || inOffice(person)) return undefined;
  const seats = [...(person.agency === null ? [] : [person.agency]), ...(person.standsInFor ?? [])];
  return or(
    isNotNull(announcements.releasedAt),
    eq(announcements.author, person.id),
    person.agency === null ? undefined : eq(announcements.agency, person.agency),
    seats.length === 0 ? undefined : givesSeatTo(seats),
  );
}

const givesSeatTo = (seats: readonly string[]): SQL => sql`exists (
  select 1 from ${versions} v join ${policies} p on p.id = v.policy_id and p.version = v.policy_version
  where v.announcement_id = ${announcements.id} and v.number = ${announcements.version}
    and (p.body #> '{review,quorum,all}' ?| ${textArray(seats)}
      or p.body #> '{review,quorum,veto}' ?| ${textArray(seats)}
      or p.body #> '{review,quorum,at_least,of}' ?| ${textArray(seats)}))`;

/** Slugs need no quoting in an array. */
const textArray = (values: readonly string[]): SQL => sql`${`{${values.join(',')}}`}::text[]`;

function matching(person: Person, filter: ListingFilter): SQL | undefined {
  const { status, severity, agency, incident, drill, waitingForMe } = filter;
  return and(
    status && eq(announcements.status, status),
    severity && eq(announcements.severity, severity),
    agency === undefined ? undefined : eq(announcements.agency, agency),
    incident === undefined ? undefined : eq(announcements.incidentId, incident),
    drill === undefined ? undefined : eq(announcements.drill, drill),
    waitingForMe ? waitsFor(person.id) : undefined,
  );
}

const waitsFor = (person: string): SQL => sql`exists (
  select 1 from ${invitations} i where i.announcement_id = ${announcements.id} and i.person_id = ${person}
    and ${isNull(sql`i.ended_at`)} and i.version = ${announcements.version})`;

function after(cursor: string | undefined): SQL | undefined {
  const named = cursor === undefined ? null : fromCursor(cursor);
  return named === null
    ? undefined
    : sql`(${announcements.updatedAt}, ${announcements.id}) < ${rowAt(named)}`;
}
