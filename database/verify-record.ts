import { createHash } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import type { AnnouncementEvent } from '../domain/announcement/events.js';
import { fold } from '../domain/announcement/evolve.js';
import { renderingBytes } from '../domain/rendering/canonical.js';
import { currentRow, eventSha256, storedEvents, type StoredEvent } from './announcements.js';
import type { Queryable } from './connection.js';
import { announcements, renderings, releasedRenderings, versions } from './schema.js';

/** Everything that can be wrong with the record; the catalogues hold the sentences. */
export const recordFaults = [
  'sequence_gap', 'event_altered', 'event_unaudited', 'row_differs', 'act_missing', 'act_not_applied', 'act_without_event',
  'decision_differs', 'manifest_altered', 'rendering_altered', 'release_altered',
] as const; // prettier-ignore
export type RecordFaultName = (typeof recordFaults)[number];

/** One entry that is not as it was written. */
export interface RecordFault {
  readonly fault: RecordFaultName;
  readonly announcement: string;
  /** The event's place, the act's id, the version, or the rendering. */
  readonly entry: string;
}

export interface Verification {
  readonly announcements: number;
  readonly events: number;
  readonly faults: readonly RecordFault[];
}

type AnnouncementRow = typeof announcements.$inferSelect;

/**
 * Reads the whole record again and holds every part against the others: sequences without gaps, events against their
 * hashes, the current rows against the events, acts and decisions against the events that follow from them, texts
 * against the manifests that were agreed. Run it in one repeatable-read transaction.
 */
export async function verifyRecord(db: Queryable): Promise<Verification> {
  const rows = await db
    .select()
    .from(announcements)
    .orderBy(asc(announcements.createdAt), asc(announcements.id));
  const faults: RecordFault[] = [];
  let events = 0;
  for (const row of rows) {
    const stored = await storedEvents(db, row.id);
    events += stored.length;
    faults.push(...lifeFaults(row, stored), ...(await textFaults(db, row.id)));
  }
  faults.push(...(await auditFaults(db)), ...(await actFaults(db)));
  return { announcements: rows.length, events, faults };
}

function lifeFaults(row: AnnouncementRow, stored: readonly StoredEvent[]): RecordFault[] {
  const at = (fault: RecordFaultName, entry: string): RecordFault => ({ fault, announcement: row.id, entry });
  const gap = stored.findIndex(({ sequence }, index) => sequence !== index + 1);
  const altered = stored.filter(({ event, sha256 }) => eventSha256(event) !== sha256);
  return [
    ...(gap === -1 && stored.length > 0 ? [] : [at('sequence_gap', String(gap === -1 ? 1 : gap + 1))]),
    ...altered.map(({ sequence }) => at('event_altered', String(sequence))),
    ...differences(row, stored).map((column) => at('row_differs', column)),
  ];
}

/** The columns of the current row that do not follow from the events. */
function differences(row: AnnouncementRow, stored: readonly StoredEvent[]): string[] {
  const state = folded(stored.map(({ event }) => event));
  if (!state) return ['*'];
  return Object.entries(currentRow(state))
    .filter(([column, value]) => row[column as keyof AnnouncementRow] !== value)
    .map(([column]) => column);
}

/** Events that were tampered with may not even make sense to the rules. */
function folded(events: readonly AnnouncementEvent[]) {
  try {
    return fold(events);
  } catch {
    return null;
  }
}

async function auditFaults(db: Queryable): Promise<RecordFault[]> {
  const { rows } = await db.execute<{ announcement: string; sequence: number }>(sql`
    select e.announcement_id as announcement, e.sequence from announcement_events e
    where not exists (
      select from audit a where a.subject_kind = 'announcement' and a.subject_id = e.announcement_id::text
        and a.action = e.type and coalesce((a.details ->> 'sequence')::int, 1) = e.sequence)
    order by 1, 2`);
  return rows.map(({ announcement, sequence }) => ({
    fault: 'event_unaudited',
    announcement,
    entry: String(sequence),
  }));
}

/** Acts that decide always leave an event; others may find nothing left to do. */
async function actFaults(db: Queryable): Promise<RecordFault[]> {
  const { rows } = await db.execute<{ fault: RecordFaultName; announcement: string; entry: string }>(sql`
    select case when a.id is null then 'act_missing' else 'act_not_applied' end as fault,
      e.announcement_id as announcement, e.act_id::text as entry
    from announcement_events e left join acts a on a.id = e.act_id and a.announcement_id = e.announcement_id
    where e.act_id is not null and a.status is distinct from 'applied'
    union all
    select 'act_without_event', a.announcement_id, a.id::text from acts a
    where a.status = 'applied' and a.type in ('submit', 'review', 'sign_off', 'override', 'waive', 'object', 'retract')
      and not exists (select from announcement_events e where e.act_id = a.id)
    union all
    select 'decision_differs', d.announcement_id, d.id::text from decisions d join acts a on a.id = d.id
    where d.status <> a.status or d.person_id is distinct from a.by_person
      or d.decision <> coalesce(a.act ->> 'decision', a.type) or d.manifest_sha256 <> a.act ->> 'manifestSha256'
    order by 2, 1, 3`);
  return rows;
}

/** The texts of one announcement against their hashes, and these against the manifest that was agreed. */
async function textFaults(db: Queryable, announcement: string): Promise<RecordFault[]> {
  const frozen = await db.select().from(versions).where(eq(versions.announcementId, announcement));
  const agreed = await db.select().from(renderings).where(eq(renderings.announcementId, announcement));
  const released = await db
    .select()
    .from(releasedRenderings)
    .where(eq(releasedRenderings.announcementId, announcement));
  const manifestOf = new Map(frozen.map(({ number, manifest }) => [number, manifest]));
  const isNamed = ({ version, sha256: kept }: Text) => manifestOf.get(version)?.includes(kept) ?? false;
  return [
    ...frozen
      .filter(({ manifest, manifestSha256 }) => sha256(manifest) !== manifestSha256)
      .map(({ number }): RecordFault => ({ fault: 'manifest_altered', announcement, entry: String(number) })),
    ...agreed
      .filter((text) => isAltered(text) || !isNamed(text))
      .map((text): RecordFault => ({ fault: 'rendering_altered', announcement, entry: placeOf(text) })),
    ...released
      .filter(isAltered)
      .map((text): RecordFault => ({ fault: 'release_altered', announcement, entry: placeOf(text) })),
  ];
}

type Text = typeof renderings.$inferSelect;

const isAltered = ({ channel, language, parts, sha256: kept }: Omit<Text, 'block'>): boolean =>
  sha256(renderingBytes({ channel, language: language === 'all' ? null : language, parts })) !== kept;

const placeOf = ({ version, block, channel, language }: Text): string =>
  `${version} ${block} ${channel} ${language}`;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
