import type { AnnouncementState, ReviewDecision } from '../../domain/announcement/state.js';
import type { Person } from '../../domain/people/person.js';
import type { SeatName } from '../../domain/policy/policy.js';
import { refuse } from '../http/refuse.js';
import { act, proposed, seen, type Doing } from './doing.js';
import { perform, type Performed } from './perform.js';
import { fitWords } from './words.js';

export interface ShownVersion {
  readonly version: number;
  readonly manifestSha256: string;
}

/** A seat's decision on exactly what was shown. */
export async function review(
  doing: Doing,
  given: ShownVersion & { readonly seat: SeatName | null; readonly decision: ReviewDecision; readonly note: string },
): Promise<Performed> {
  const state = await seen(doing);
  const { context, actor } = doing;
  const { version, manifestSha256, decision, note } = given;
  const seat = given.seat ?? seatFor(actor.person, state);
  const { assurance } = actor;
  const performed = await perform(context, {
    ...proposed(doing, { type: 'review', version, seat, decision, manifestSha256, assurance }),
    decision: { note: fitWords('note', note), invitationId: null },
  });
  context.metrics.decided('review', decision, assurance);
  return performed;
} // prettier-ignore

/** An objection after the seat decided, or after the review closed. */
export async function object(doing: Doing, version: number, seat: SeatName | null, note: string): Promise<Performed> {
  const state = await seen(doing);
  return act(doing, { type: 'object', version, seat: seat ?? seatFor(doing.actor.person, state) }, note);
} // prettier-ignore

/** Ends one's own decision before the signature. */
export async function retract(doing: Doing, decision: string, note?: string): Promise<Performed> {
  const state = await seen(doing);
  const seat = state.version?.seats.find((one) => one.decision?.id === decision);
  if (!seat || !state.version) return refuse({ code: 'decision_not_yours' });
  return act(doing, { type: 'retract', version: state.version.number, seat: seat.seat, decision }, note);
}

/** Waives one seat, with a reason. */
export const waive = (doing: Doing, seat: SeatName, reason: string): Promise<Performed> =>
  act(doing, { type: 'waive', seat }, reason);

/** The seat a person speaks for where they do not say: the one they are asked for, else one they could fill, else their agency's. */
export function seatFor(person: Person, state: AnnouncementState): SeatName {
  return mySeat(person, state) ?? person.agency ?? refuse({ code: 'not_asked', seat: null });
}

/** The seat of the version in flight that this person is asked for, or could fill; null where there is none. */
export function mySeat(person: Person, { version }: AnnouncementState): SeatName | null {
  const asked = version?.seats.find(({ invitations }) => invitations.some((one) => one.person === person.id));
  const candidate = version?.seats.find(({ candidates }) => candidates.includes(person.id));
  return asked?.seat ?? candidate?.seat ?? null;
}
