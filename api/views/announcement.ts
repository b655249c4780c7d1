import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Announcement, Draft, VersionInFlight } from '../../contract/announcements.js';
import { loadState } from '../../database/announcements.js';
import { policyFor } from '../../database/applicable-policy.js';
import type { Queryable } from '../../database/connection.js';
import { loadDraft, type DraftRecord } from '../../database/drafts.js';
import { fanOutSums, openStops } from '../../database/fan-out-sums.js';
import { nameBook, peopleById } from '../../database/reference-names.js';
import { announcements } from '../../database/schema.js';
import { findVersion, loadNotes, type VersionRecord } from '../../database/timeline.js';
import { allowedActions, type Action } from '../../domain/announcement/allowed-actions.js';
import { deadlines } from '../../domain/announcement/deadlines.js';
import type { AnnouncementState, CountedDecision, Seat } from '../../domain/announcement/state.js';
import type { Language } from '../../domain/language.js';
import { may, whyNot, type Subject } from '../../domain/people/may.js';
import type { Person } from '../../domain/people/person.js';
import type { Policy } from '../../domain/policy/policy.js';
import type { Manifest } from '../../domain/rendering/manifest.js';
import { reasonsOf } from '../http/problem.js';
import { refuse } from '../http/refuse.js';
import { contentView } from './content.js';
import { naming, type PersonNamed } from './people.js';
import { summaryOf } from './summary.js';

/** An announcement somebody may read, with everything a page or an answer about it is made of. */
export interface ReadableAnnouncement {
  readonly row: typeof announcements.$inferSelect;
  readonly state: AnnouncementState;
  readonly policy: Policy | null;
  readonly draft: DraftRecord | null;
  readonly version: VersionRecord | null;
  readonly notes: ReadonlyMap<string, string>;
  readonly person: PersonNamed;
}

/** Loads it for this person. Unknown, and not theirs to read, are refused alike. */
export async function readableAnnouncement(
  db: Queryable,
  person: Person,
  id: string,
): Promise<ReadableAnnouncement> {
  const state = await readableState(db, person, id);
  const [row] = await db.select().from(announcements).where(eq(announcements.id, id));
  if (!row) throw new Error(`announcement ${id} has no row`);
  const number = state.version?.number ?? state.release?.version;
  return {
    row,
    state,
    policy: await policyFor(db, state.severity, state.kind),
    draft: await loadDraft(db, id),
    version: number === undefined ? null : await findVersion(db, id, number),
    notes: await loadNotes(db, id),
    person: naming(await peopleById(db)),
  };
}

/** Where it stands, for whoever is about to act on it; refused as {@link readableAnnouncement} is. */
export async function readableState(db: Queryable, person: Person, id: string): Promise<AnnouncementState> {
  const state = await loadState(db, id);
  if (!state || may(person, 'read', { announcement: state, policy: null }).length > 0)
    return refuse({ code: 'not_found' });
  return state;
}

/** Acts a person can do; the others are the product's own. */
export const personalActions = [
  'edit', 'submit', 'review', 'object', 'retract', 'waive', 'sign_off', 'override', 'go', 'take_back', 'abandon',
  'hold', 'free', 'stop', 'continue',
] as const satisfies readonly Action[]; // prettier-ignore

/** Everything about one announcement, as the API gives it. */
export async function announcementView(
  db: Queryable,
  reader: Person,
  language: Language,
  id: string,
): Promise<z.input<typeof Announcement>> {
  const found = await readableAnnouncement(db, reader, id);
  const { row, state, policy, draft, notes, person } = found;
  const texts = (found.version ?? draft)?.content.texts;
  const headline = { fa: texts?.fa.headline ?? '', en: texts?.en?.headline ?? null };
  const stops = await openStops(db, id);
  const sums = await fanOutSums(db, id);
  return {
    ...summaryOf({ row, headline }, person),
    sequence: state.sequence,
    draft: draft && draftView(draft, person),
    inFlight: inFlightView(found),
    standingWaivers: state.waivers.map(({ seat, by, at }) => ({ seat, by: person(by), at })),
    holds: state.holds.map(({ id: hold, reason, by, at }) => ({ id: hold, reason, by: by === null ? null : person(by), at, note: notes.get(hold) ?? null })),
    fanOuts: sums.map(({ channel, state: sending, snapshot, counts }) => ({ channel, state: sending, counts: { snapshot, states: counts } })),
    openStops: stops.map(({ id: stop, channel, byPerson, at }) => ({ id: stop, channel, by: person(byPerson), at })),
    replaces: [...state.replaces],
    replacedBy: state.replacedBy,
    may: await allowances(db, reader, language, { announcement: state, policy }),
  };
} // prettier-ignore

async function allowances(db: Queryable, reader: Person, language: Language, subject: Subject) {
  const names = await nameBook(db, language);
  const entries = personalActions.map((action) => [
    action,
    reasonsOf(whyNot(reader, action, subject), language, names),
  ]);
  return Object.fromEntries(entries) as Record<keyof typeof allowedActions, ReturnType<typeof reasonsOf>>;
}

export const draftView = (draft: DraftRecord, person: PersonNamed): z.input<typeof Draft> => ({
  revision: draft.revision,
  content: contentView(draft.content),
  changedBy: person(draft.changedBy),
  changedAt: draft.changedAt,
});

function inFlightView({
  state,
  version: frozen,
  notes,
  person,
}: ReadableAnnouncement): z.input<typeof VersionInFlight> | null {
  const { version } = state;
  if (!version || !frozen) return null;
  const due = deadlines(state);
  const { signature, objections } = version;
  const decided = decisionView(notes, person);
  return {
    number: version.number, manifestSha256: version.manifestSha256, policy: version.policy.id,
    submittedBy: person(version.submittedBy), submittedAt: version.submittedAt, expires: version.expires,
    audienceCount: manifestOf(frozen).audience.count,
    seats: version.seats.map((seat) => seatView(seat, due.find((one) => one.seat === seat.seat)?.target ?? null, notes, person)),
    objections: objections.map(({ id, seat, person: by, at }) => ({ seat, by: person(by), at, reason: notes.get(id) ?? null })),
    signature: {
      posts: signature.signers.map(({ post }) => post),
      asked: signature.invitations.map((invitation) => person(invitation.person)),
      openedAt: signature.openedAt,
      target: due.find((one) => one.seat === null)?.target ?? null,
      decision: decided(signature.decision),
      release: signature.plan?.when ?? null,
      releaseAt: signature.plan?.when === 'at' ? signature.plan.at : null,
      override: signature.override,
    },
  };
} // prettier-ignore

function seatView(
  seat: Seat,
  target: string | null,
  notes: ReadonlyMap<string, string>,
  person: PersonNamed,
) {
  const { waiver } = seat;
  return {
    seat: seat.seat,
    asked: seat.invitations.map((invitation) => person(invitation.person)),
    openedAt: seat.openedAt,
    target,
    decision: decisionView(notes, person)(seat.decision),
    waiver: waiver && { by: person(waiver.by), at: waiver.at, reason: notes.get(waiver.id) ?? null },
  };
}

const decisionView =
  (notes: ReadonlyMap<string, string>, person: PersonNamed) => (given: CountedDecision<string> | null) =>
    given && {
      id: given.id,
      decision: given.decision,
      by: person(given.person),
      at: given.at,
      assurance: given.assurance,
      note: notes.get(given.id) ?? null,
    };

/** The manifest of a frozen version; its text is canonical JSON that we wrote. */
export const manifestOf = (version: VersionRecord): Manifest => JSON.parse(version.manifest) as Manifest;
