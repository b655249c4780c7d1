import type { ActOf } from './acts.js';
import { andThen } from './ahead.js';
import { closeReview } from './closing.js';
import type { Decided } from './events.js';
import { otherHash, otherVersion, shownVersion, tooLittleAssurance, wrongState } from './shown.js';
import type { AnnouncementState, Seat, VersionInFlight } from './state.js';
import { seatNamed } from './version.js';
import { contributorMayNotDecide, leavesTheRestFillable, onePersonOneSeat } from '../people/separation.js';
import { granted, refused, type Refusal } from '../refusal.js';

/** A seat's decision, the first that counts; it may close the review or return the text (design §3). */
export function review(state: AnnouncementState, act: ActOf<'review'>): Decided {
  const version = shownVersion(state, act.version);
  const refusals = [
    ...wrongState(state, 'review'),
    ...otherVersion(state, act.version),
    ...(version ? wrongDecision(version, act) : []),
  ];
  if (refusals.length > 0) return refused(...refusals);
  const { seat, decision, assurance } = act;
  return granted(andThen(state, act, [{ type: 'reviewed', seat, decision, assurance }], closeReview));
}

function wrongDecision(version: VersionInFlight, act: ActOf<'review'>): Refusal[] {
  const seat = seatNamed(version, act.seat);
  return [
    ...otherHash(version, act.manifestSha256),
    ...(seat ? takenSeat(seat) : [{ code: 'seat_unknown', seat: act.seat } as const]),
    ...(seat ? wrongPerson(version, seat, act) : []),
    ...tooLittleAssurance(act.assurance, version.policy.review.assurance),
  ];
}

function takenSeat({ seat, decision, waiver }: Seat): Refusal[] {
  if (waiver) return [{ code: 'seat_waived', seat }];
  if (!decision) return [];
  return [
    { code: 'seat_already_decided', seat, by: decision.person, at: decision.at, decision: decision.decision },
  ];
}

function wrongPerson(version: VersionInFlight, seat: Seat, act: ActOf<'review'>): Refusal[] {
  const refusals = [
    ...contributorMayNotDecide(act.by, version),
    ...onePersonOneSeat(act.by, seat.seat, version),
  ];
  if (act.by === null || !seat.candidates.includes(act.by))
    return [...refusals, { code: 'not_asked', seat: seat.seat }];
  const taking = refusals.length === 0 && act.decision === 'approve' && !seat.decision;
  return taking ? leavesTheRestFillable(act.by, seat.seat, version) : refusals;
}
