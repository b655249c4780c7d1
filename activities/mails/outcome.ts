import { and, eq, isNotNull } from 'drizzle-orm';
import type { OutcomeMail } from '../../emails/model.js';
import { storedEvents } from '../../database/announcements.js';
import type { Queryable } from '../../database/connection.js';
import { acts, decisions, fanOuts } from '../../database/schema.js';
import type { AnnouncementEvent } from '../../domain/announcement/events.js';
import { formatAnnouncementNumber } from '../../i18n/format.js';
import type { Deps } from '../deps.js';
import { tell, type Desk, type Told } from './context.js';

/** What became of a text, by the event at one place in its life; null for events nobody is told of. */
export async function outcomeMail(
  deps: Deps,
  desk: Desk,
  announcement: string,
  sequence: number,
): Promise<OutcomeMail | null> {
  const [stored] = await storedEvents(deps.db, announcement, sequence);
  const version = await versionAt(deps.db, announcement, sequence);
  const told = await tell(deps.db, desk, announcement, version);
  if (!stored || !told) return null;
  const outcome = await outcomeOf(deps.db, desk, told, stored.event);
  if (!outcome) return null;
  const isPublic = outcome.became === 'released' && !told.state.drill;
  return {
    ...desk.context,
    mail: 'outcome',
    announcement: told.announcement,
    outcome,
    reasons: await reasonsFor(deps.db, desk, announcement, version, stored.event),
    link: `${deps.baseUrl}/${isPublic ? '' : 'desk/'}announcements/${announcement}`,
  };
}

async function versionAt(db: Queryable, announcement: string, sequence: number): Promise<number | undefined> {
  const before = await storedEvents(db, announcement);
  const submitted = before.findLast(
    ({ sequence: at, event }) => at <= sequence && event.type === 'submitted',
  );
  return submitted?.event.type === 'submitted' ? submitted.event.version : undefined;
}

async function outcomeOf(
  db: Queryable,
  desk: Desk,
  told: Told,
  event: AnnouncementEvent,
): Promise<OutcomeMail['outcome'] | null> {
  switch (event.type) {
    case 'agreed':
    case 'refused':
    case 'withdrawn':
    case 'superseded':
      return { became: event.type };
    case 'returned':
      return { became: 'returned', cause: event.cause };
    case 'held':
      return { became: 'held', reason: event.reason };
    case 'released': {
      const [kind, year] = event.series.split('/');
      const number = formatAnnouncementNumber(
        event.number,
        kind === 'incident' ? null : Number(year),
        desk.to.language,
      );
      return { became: 'released', number, at: event.at, recipients: await recipientsOf(db, told.state.id) };
    }
    default:
      return null;
  }
}

async function recipientsOf(db: Queryable, announcement: string): Promise<number> {
  const rows = await db
    .select({ snapshot: fanOuts.snapshot })
    .from(fanOuts)
    .where(eq(fanOuts.announcementId, announcement));
  return rows.reduce((sum, { snapshot }) => sum + (snapshot ?? 0), 0);
}

/** The words given with a no: for a return, of everybody who decided; else of the act behind the event. */
async function reasonsFor(
  db: Queryable,
  desk: Desk,
  announcement: string,
  version: number | undefined,
  event: AnnouncementEvent,
): Promise<OutcomeMail['reasons']> {
  if (event.type !== 'returned' && event.type !== 'refused' && event.type !== 'held') return [];
  const rows = await db
    .select()
    .from(decisions)
    .where(
      and(
        eq(decisions.announcementId, announcement),
        eq(decisions.version, version ?? 0),
        isNotNull(decisions.note),
        eq(decisions.counts, true),
      ),
    );
  const given = rows.map(async ({ seat, personId, decision, note }) => ({
    who: seat === null ? await desk.person(personId) : desk.agency(seat),
    decision: decision === 'override' ? null : decision,
    note: note ?? '',
  }));
  const decided = rows.some(({ id }) => id === event.act);
  return [...(await Promise.all(given)), ...(decided ? [] : await wordsOf(db, desk, event))];
}

async function wordsOf(
  db: Queryable,
  desk: Desk,
  { act, by }: AnnouncementEvent,
): Promise<OutcomeMail['reasons']> {
  if (act === null || by === null) return [];
  const [row] = await db.select({ reason: acts.reason }).from(acts).where(eq(acts.id, act));
  return row?.reason ? [{ who: await desk.person(by), decision: null, note: row.reason }] : [];
}
