import type { ActOf } from './acts.js';
import { ahead } from './ahead.js';
import { askSeat } from './asking.js';
import type { Decided, EventBody } from './events.js';
import { otherVersion, shownVersion, wrongState } from './shown.js';
import type { AnnouncementState, Seat, VersionInFlight } from './state.js';
import { isOpen, isVeto, seatNamed } from './version.js';
import { contributorMayNotDecide } from '../people/separation.js';
import { granted, refused, type Refusal } from '../refusal.js';

/**
 * An objection of a seat that has decided, or after the review closed. It stands above the signer's button.
 * A veto seat's ends its decision and reopens the seat; once the text is signed it holds the release for the signer instead.
 */
export function object(state: AnnouncementState, act: ActOf<'object'>): Decided {
  const version = shownVersion(state, act.version);
  const seat = version && seatNamed(version, act.seat);
  const refusals = [
    ...wrongState(state, 'object'),
    ...otherVersion(state, act.version),
    ...(version ? mayNotObject(state, version, act) : []),
  ];
  if (!version || !seat || refusals.length > 0) return refused(...refusals);
  const objected: EventBody = { type: 'objected', seat: seat.seat };
  if (!isVeto(version, seat)) return granted([objected]);
  if (state.status === 'signed_off') return granted([objected, ...holdOnce(state)]);
  return granted([objected, ...reopen(state, seat, act, 'veto_objection')]);
}

/** Ends one's own decision before the signature: the seat opens again and its holder is asked anew. */
export function retract(state: AnnouncementState, act: ActOf<'retract'>): Decided {
  const version = shownVersion(state, act.version);
  const seat = version && seatNamed(version, act.seat);
  const refusals = [
    ...wrongState(state, 'retract'),
    ...otherVersion(state, act.version),
    ...(version ? mayNotRetract(seat, act) : []),
  ];
  if (!seat || refusals.length > 0) return refused(...refusals);
  return granted(reopen(state, seat, act, 'retracted'));
}

function mayNotObject(state: AnnouncementState, version: VersionInFlight, act: ActOf<'object'>): Refusal[] {
  const seat = seatNamed(version, act.seat);
  if (!seat) return [{ code: 'seat_unknown', seat: act.seat }];
  const refusals = contributorMayNotDecide(act.by, version);
  if (act.by === null || !seat.candidates.includes(act.by))
    refusals.push({ code: 'not_asked', seat: seat.seat });
  if (state.status === 'in_review' && isOpen(seat))
    refusals.push({ code: 'seat_not_decided', seat: seat.seat });
  return refusals;
}

function mayNotRetract(seat: Seat | null | undefined, act: ActOf<'retract'>): Refusal[] {
  if (!seat) return [{ code: 'seat_unknown', seat: act.seat }];
  if (seat.decision?.id !== act.decision) return [{ code: 'seat_not_decided', seat: seat.seat }];
  return seat.decision.person === act.by ? [] : [{ code: 'decision_not_yours' }];
}

function holdOnce(state: AnnouncementState): EventBody[] {
  const held = state.holds.some(({ reason }) => reason === 'veto_objection');
  return held ? [] : [{ type: 'held', reason: 'veto_objection' }];
}

function reopen(
  state: AnnouncementState,
  seat: Seat,
  act: ActOf<'object' | 'retract'>,
  because: 'retracted' | 'veto_objection',
): EventBody[] {
  if (!seat.decision || act.by === null) return [];
  const bodies: EventBody[] = [
    { type: 'decision_ended', seat: seat.seat, decision: seat.decision.id, because },
  ];
  if (state.status === 'awaiting_sign_off') bodies.push({ type: 'reopened' });
  const reopened = ahead(state, act, bodies).version;
  const open = reopened && seatNamed(reopened, seat.seat);
  return open ? [...bodies, askSeat(open, [act.by], 'reopened')] : bodies;
}
