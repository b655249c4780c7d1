import { and, asc, eq, or } from 'drizzle-orm';
import type { ActMessage } from '../domain/announcement/act-message.js';
import type { Act, ActBody } from '../domain/announcement/acts.js';
import { events } from '../domain/announcement/decide.js';
import { fold } from '../domain/announcement/evolve.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import { may } from '../domain/people/may.js';
import type { Person } from '../domain/people/person.js';
import { isBlank } from '../domain/text/characters.js';
import { speaksFor } from '../domain/people/posts.js';
import { granted, refused, type Refusal, type Ruling } from '../domain/refusal.js';
import { lockAnnouncement } from './announcements.js';
import { policyFor } from './applicable-policy.js';
import { brokenConstraint, isUniqueViolation, type Queryable, type Tx } from './connection.js';
import { decisionWrite, isDecision, type DecisionDetails } from './decisions.js';
import { noticeOf } from './notify.js';
import { outboxWrite } from './outbox.js';
import { acts } from './schema.js';
import { applyStop } from './stops.js';
import { together } from './together.js';

/** How long the process that recorded an act has it to itself before the relay delivers it: the Update's deadline and a little. */
const SENDER_FIRST_MS = 4_000;

/** An act somebody (or, with `by: null`, the product itself) wants to do. */
export interface Proposal {
  /** Made by the caller; the same id again is the same act. */
  readonly id: string;
  readonly announcement: string;
  readonly by: Person | null;
  readonly body: ActBody;
  /** Words for the record; a decision's are in `decision.note`. */
  readonly reason?: string;
  /** Only for review, sign_off and override. */
  readonly decision?: DecisionDetails;
}

export interface Recorded {
  readonly message: ActMessage;
  /** Acts of this announcement that were recorded before and are not settled yet. */
  readonly earlierWaiting: number;
}

/**
 * Records an act in PostgreSQL: the one way anything happens to an announcement. Under the announcement's row lock the
 * act is decided on the present state, which is what is stored plus every act still under way, by the same rule as
 * the workflow's; then act, decision and outbox entry are written together. Afterwards tell the workflow with
 * `sendAct`; the relay does when nobody else did.
 * Refuses with every reason at once: what the person may not do, and what the state does not allow.
 */
export async function proposeAct(tx: Tx, proposal: Proposal): Promise<Ruling<Recorded>> {
  const locked = await lockAnnouncement(tx, proposal.announcement);
  if (!locked) return refused({ code: 'not_found' });
  const { before, waiting } = await openActs(tx, proposal);
  if (before) return granted(repeated(proposal, before, waiting));
  const present = settleAhead(locked.state, waiting);
  const act: Act = {
    id: proposal.id,
    by: proposal.by?.id ?? null,
    at: locked.now,
    basedOn: locked.state.sequence,
    ...proposal.body,
  };
  const refusals = [
    ...(await refusalsOf(tx, present, proposal)),
    ...reasonMissing(proposal),
    ...refusalsIn(events(present, act)),
  ];
  if (refusals.length > 0) return refused(...distinct(refusals));
  const message = { announcement: proposal.announcement, act, after: waiting.at(-1)?.id ?? null };
  const written = await write(tx, proposal, act);
  return written.ok ? granted({ message, earlierWaiting: waiting.length }) : written;
}

/** The present state: `state`, and every act under way decided on top in the order they were recorded. */
export function settleAhead(state: AnnouncementState, waiting: readonly Act[]): AnnouncementState {
  return waiting.reduce((now, act) => {
    const ruling = events(now, act);
    return ruling.ok ? fold(ruling.value, now) : now;
  }, state);
}

/** The acts of an announcement that are recorded and not settled, in their order. */
export async function waitingActs(db: Queryable, announcement: string): Promise<Act[]> {
  const rows = await db
    .select({ act: acts.act })
    .from(acts)
    .where(isWaiting(announcement))
    .orderBy(asc(acts.position));
  return rows.map(({ act }) => act);
}

const isWaiting = (announcement: string) =>
  and(eq(acts.announcementId, announcement), eq(acts.status, 'recorded'));

/** The same as messages for the workflow. */
export async function waitingMessages(db: Queryable, announcement: string): Promise<ActMessage[]> {
  const waiting = await waitingActs(db, announcement);
  return waiting.map((act, index) => ({ announcement, act, after: waiting[index - 1]?.id ?? null }));
}

/** What became of an act: for receipts, and for callers that lost the answer. */
export interface ActRecord {
  readonly id: string;
  readonly announcement: string;
  readonly act: Act;
  readonly status: 'recorded' | 'applied' | 'void';
  readonly voidBecause: readonly Refusal[];
  readonly reason: string | null;
  readonly at: string;
  readonly settledAt: string | null;
}

/** One act; null where there is none of that id. */
export async function loadAct(db: Queryable, id: string): Promise<ActRecord | null> {
  const [row] = await db.select().from(acts).where(eq(acts.id, id));
  if (!row) return null;
  const { act, status, voidBecause, reason, at, settledAt, announcementId } = row;
  return {
    id,
    announcement: announcementId,
    act,
    status,
    voidBecause: voidBecause ?? [],
    reason,
    at,
    settledAt,
  };
}

interface OpenActs {
  /** The act itself, where it was recorded before. */
  readonly before: Act | null;
  readonly waiting: readonly Act[];
}

async function openActs(tx: Tx, { id, announcement }: Proposal): Promise<OpenActs> {
  const rows = await tx
    .select({ act: acts.act, of: acts.announcementId, status: acts.status })
    .from(acts)
    .where(or(eq(acts.id, id), isWaiting(announcement)))
    .orderBy(asc(acts.position));
  const before = rows.find(({ act }) => act.id === id);
  if (before && before.of !== announcement) throw new Error(`act ${id} belongs to another announcement`);
  const waiting = rows.filter(({ status }) => status === 'recorded').map(({ act }) => act);
  return { before: before?.act ?? null, waiting };
}

/** The same message as the first time. */
function repeated({ announcement }: Proposal, act: Act, waiting: readonly Act[]): Recorded {
  const at = waiting.findIndex(({ id }) => id === act.id);
  const message = { announcement, act, after: waiting[at - 1]?.id ?? null };
  return { message, earlierWaiting: Math.max(0, at) };
}

async function refusalsOf(
  tx: Tx,
  present: AnnouncementState,
  { by, body }: Proposal,
): Promise<readonly Refusal[]> {
  if (by === null) return [];
  const policy = present.version ? null : await policyFor(tx, present.severity, present.kind);
  return [...may(by, body.type, { announcement: present, policy }), ...foreignSeat(by, body)];
}

/** Whoever went to another agency since they were asked speaks for it no more (design §3: checked at each decision). */
function foreignSeat(by: Person, body: ActBody): Refusal[] {
  const seat = body.type === 'review' || body.type === 'object' ? body.seat : null;
  return seat === null || speaksFor(by, seat) ? [] : [{ code: 'not_asked', seat }];
}

/** A no, an override and a waiver are explained to those they concern. */
function reasonMissing({ body, reason, decision }: Proposal): Refusal[] {
  const words = decision?.note ?? reason ?? '';
  return needsReason(body) && isBlank(words) ? [{ code: 'reason_required' }] : [];
}

function needsReason(body: ActBody): boolean {
  if (body.type === 'review') return body.decision !== 'approve';
  if (body.type === 'sign_off') return body.decision !== 'sign';
  return body.type === 'override' || body.type === 'waive' || body.type === 'object';
}

const refusalsIn = <T>(ruling: Ruling<T>): readonly Refusal[] => (ruling.ok ? [] : ruling.refusals);

const distinct = (refusals: readonly Refusal[]): Refusal[] => [
  ...new Map(refusals.map((refusal) => [JSON.stringify(refusal), refusal])).values(),
];

/** In a savepoint, so that a unique index that speaks up leaves the transaction usable. */
async function write(tx: Tx, proposal: Proposal, act: Act): Promise<Ruling<null>> {
  try {
    await tx.transaction(async (inner) => {
      const { id, announcement, by, reason } = proposal;
      const row = {
        id,
        announcementId: announcement,
        type: act.type,
        act,
        byPerson: by?.id ?? null,
        reason: reason ?? proposal.decision?.note ?? null,
        at: act.at,
      };
      const delayMs = by === null ? 0 : SENDER_FIRST_MS;
      const writes = [
        inner.insert(acts).values(row),
        ...(isDecision(act) ? [decisionWrite(inner, announcement, act, decisionDetails(proposal))] : []),
        outboxWrite(inner, [{ kind: 'act', lane: announcement, key: id, delayMs }]),
      ];
      await together(inner, writes, noticeOf({ announcement, what: 'act_recorded' }));
      await applyStop(inner, announcement, act);
    });
    return granted(null);
  } catch (error) {
    const refusal = isUniqueViolation(error) && takenMeanwhile(act, brokenConstraint(error));
    if (!refusal) throw error;
    return refused(refusal);
  }
}

const decisionDetails = ({ decision }: Proposal): DecisionDetails =>
  decision ?? { note: null, invitationId: null };

/** What the unique indexes know that the rules should have found. */
function takenMeanwhile(act: Act, constraint: string | undefined): Refusal | null {
  const at = act.at;
  const by = act.by ?? '';
  switch (constraint) {
    case 'acts_one_submission':
      return { code: 'submission_under_way' };
    case 'decisions_one_sign_off':
      return { code: 'already_signed', by, at };
    case 'decisions_one_a_request':
      return act.type === 'review'
        ? { code: 'seat_already_decided', seat: act.seat, by, at, decision: act.decision }
        : null;
    case 'decisions_one_a_person':
      return act.type === 'review'
        ? { code: 'already_decided_another_seat', seat: act.seat }
        : { code: 'reviewer_may_not_sign' };
    default:
      return null;
  }
}
