import { inArray } from 'drizzle-orm';
import type { Queryable } from '../../database/connection.js';
import { agencyNames, peopleById } from '../../database/reference-names.js';
import { lastSeenVersion } from '../../database/decision-links.js';
import { publicAnnouncements } from '../../database/public-reads.js';
import { contactLists, incidents } from '../../database/schema.js';
import {
  findVersion,
  loadDecisions,
  loadNotes,
  loadRenderings,
  type DecisionRecord,
  type VersionRecord,
} from '../../database/timeline.js';
import { deadlines, type Deadline } from '../../domain/announcement/deadlines.js';
import type {
  AnnouncementState,
  ReviewDecision,
  Seat,
  VersionInFlight,
} from '../../domain/announcement/state.js';
import type { Language } from '../../domain/language.js';
import type { Quorum } from '../../domain/policy/policy.js';
import type { Rendering } from '../../domain/rendering/segments.js';
import { paths } from '../../web/shared/paths.js';
import type {
  DecisionView,
  PreviousVersion,
  Reference,
  SeatRule,
  SeatView,
  VersionView,
} from '../../web/shared/model.js';
import { manifestOf } from '../views/announcement.js';
import { givenNumber } from './numbers.js';

/** What a version's page is made of. */
export interface Shown {
  readonly db: Queryable;
  readonly language: Language;
  readonly baseUrl: string;
  readonly state: AnnouncementState;
  readonly frozen: VersionRecord;
  /** Whose eyes: the difference is from what they saw last. Null for nobody in particular. */
  readonly reader: string | null;
}

/** One frozen version with everything an approver agrees to, in the reader's language where words are ours. */
export async function versionView(shown: Shown): Promise<VersionView> {
  const { db, language, state, frozen, baseUrl } = shown;
  const { content } = frozen;
  const manifest = manifestOf(frozen);
  const names = await namesIn(db, language);
  const stored = await loadRenderings(db, state.id, frozen.number);
  const bytes = (block: 'text' | 'withdrawal'): Rendering[] =>
    stored.filter((one) => one.block === block).map(({ channel, language: own, parts }) => ({ channel, language: own === 'all' ? null : own, parts }));
  return {
    announcement: state.id, version: frozen.number, kind: manifest.kind, severity: manifest.severity, drill: manifest.drill,
    headline: content.texts[language]?.headline ?? content.texts.fa.headline,
    agency: names.agency(state.agency),
    submittedBy: names.person(frozen.submittedBy), submittedAt: frozen.createdAt, expires: manifest.expires,
    incident: await incidentTitle(db, manifest.incident, language),
    replaces: await references(db, manifest.replaces, language),
    channels: manifest.channels,
    audience: { count: manifest.audience.count, lists: await listNames(db, content.audience.lists, language) },
    manifestSha256: frozen.manifestSha256,
    renderings: bytes('text'), withdrawal: bytes('withdrawal'),
    known: { page_url: baseUrl + paths.announcement(state.id), verify_url: baseUrl + paths.verify(state.id) },
    texts: content.texts,
    previous: await previousVersion(shown),
    ...(await seatsAndObjections(shown, names)),
  };
} // prettier-ignore

interface Names {
  readonly agency: (slug: string) => string;
  readonly person: (id: string) => string;
}

async function namesIn(db: Queryable, language: Language): Promise<Names> {
  const people = await peopleById(db);
  const agencies = await agencyNames(db);
  return {
    agency: (slug) => agencies.get(slug)?.[language] ?? slug,
    person: (id) => people.get(id)?.name[language] ?? id,
  };
}

async function seatsAndObjections({ db, state, frozen }: Shown, names: Names) {
  const { version } = state;
  if (version?.number !== frozen.number) return { seats: [], objections: [] };
  const notes = await loadNotes(db, state.id);
  const due = deadlines(state);
  const waiting = (await loadDecisions(db, state.id)).filter(
    (one) => one.version === frozen.number && one.status === 'recorded',
  );
  const view = { version, notes, names, due, waiting };
  return {
    seats: version.seats.map((seat) => seatView(seat, view)),
    objections: version.objections.map(({ id, seat, person, at }) => ({ agency: names.agency(seat), person: names.person(person), at, note: notes.get(id) ?? null })),
  };
} // prettier-ignore

interface SeatsView {
  readonly version: VersionInFlight;
  readonly notes: ReadonlyMap<string, string>;
  readonly names: Names;
  readonly due: readonly Deadline[];
  /** Decisions recorded and not yet applied. */
  readonly waiting: readonly DecisionRecord[];
}

function seatView(seat: Seat, { version, notes, names, due, waiting }: SeatsView): SeatView {
  const { waiver } = seat;
  const decision = decisionOf(seat, notes, names, waiting);
  const open = due.find((one) => one.seat === seat.seat);
  return {
    agency: names.agency(seat.seat),
    rules: rulesOf(version.policy.review.quorum, seat.seat),
    waitingFor: decision || waiver ? [] : (open?.waitingFor ?? []).map(names.person),
    since: open?.since ?? seat.openedAt,
    deadline: decision || waiver ? null : (open?.target ?? null),
    decision,
    waiver: waiver && { by: names.person(waiver.by), at: waiver.at, reason: notes.get(waiver.id) ?? null },
  };
}

function decisionOf({ seat, decision }: Seat, notes: ReadonlyMap<string, string>, names: Names, waiting: readonly DecisionRecord[]): DecisionView | null {
  const recorded = waiting.find((one) => one.seat === seat);
  if (decision)
    return { person: names.person(decision.person), decision: decision.decision, at: decision.at, assurance: decision.assurance, note: notes.get(decision.id) ?? null, status: 'applied' };
  return recorded
    ? { person: names.person(recorded.personId), decision: recorded.decision as ReviewDecision, at: recorded.at, assurance: recorded.assurance, note: recorded.note, status: 'recorded' }
    : null;
} // prettier-ignore

const rulesOf = ({ all, at_least, veto }: Quorum, seat: string): SeatRule[] => [
  ...(all.includes(seat) ? (['all'] as const) : []),
  ...(at_least.of.includes(seat) ? (['at_least'] as const) : []),
  ...(veto.includes(seat) ? (['veto'] as const) : []),
];

async function previousVersion({ db, state, frozen, reader }: Shown): Promise<PreviousVersion | null> {
  const seen =
    reader === null
      ? { version: frozen.number - 1, because: 'mailed' as const }
      : await lastSeenVersion(db, state.id, reader, frozen.number);
  const previous = seen && (await findVersion(db, state.id, seen.version));
  return previous && { version: previous.number, texts: previous.content.texts, because: seen.because };
}

async function incidentTitle(db: Queryable, id: string | null, language: Language): Promise<string | null> {
  if (id === null) return null;
  const [row] = await db
    .select({ title: incidents.title })
    .from(incidents)
    .where(inArray(incidents.id, [id]));
  return row?.title[language] ?? null;
}

async function listNames(db: Queryable, ids: readonly string[], language: Language): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.select({ name: contactLists.name }).from(contactLists).where(inArray(contactLists.id, [...ids])); // prettier-ignore
  return rows.map(({ name }) => name[language]);
}

/** Other released texts, to link to. */
export async function references(db: Queryable, ids: readonly string[], language: Language): Promise<Reference[]> {
  const found = await publicAnnouncements(db, ids);
  return found.map(({ id, kind, headline, number, series }) => ({
    id, kind, headline: headline[language] ?? headline.fa, number: givenNumber(number, series),
  }));
} // prettier-ignore
