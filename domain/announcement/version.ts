import { judge, type QuorumRuling } from '../policy/quorum.js';
import type { SeatName } from '../policy/policy.js';
import type { Invitation, Seat, Signature, VersionInFlight } from './state.js';

/** Questions that several rules ask of a version in flight. */

export function seatNamed(version: VersionInFlight, name: SeatName): Seat | undefined {
  return version.seats.find((seat) => seat.seat === name);
}

/** A seat that is still waited for: neither decided nor waived. */
export function isOpen(seat: Seat): boolean {
  return seat.decision === null && seat.waiver === null;
}

/** Whether a no, or an objection, of this seat binds by itself; a waived seat's does not. */
export function isVeto(version: VersionInFlight, seat: Seat): boolean {
  return seat.waiver === null && version.policy.review.quorum.veto.includes(seat.seat);
}

/** The people whose invitation is of the present generation. */
export function invitedNow(asked: {
  readonly invitations: readonly Invitation[];
  readonly generation: number;
}): string[] {
  return asked.invitations
    .filter(({ generation }) => generation === asked.generation)
    .map(({ person }) => person);
}

/** Where the review of this version stands. */
export function reviewStands(version: VersionInFlight): QuorumRuling {
  const seats = version.seats.map((seat) => ({
    seat: seat.seat,
    answer: seat.decision?.decision ?? null,
    waived: seat.waiver !== null,
    reopened: seat.generation > 1,
  }));
  return judge(version.policy.review.quorum, seats);
}

/** The posts that can sign, in order, each with those of its people who did not review this version. */
export function signingPosts(version: VersionInFlight): Signature['signers'] {
  const reviewers = version.seats.flatMap(({ decision }) => (decision ? [decision.person] : []));
  return version.signature.signers
    .map(({ post, people }) => ({ post, people: people.filter((person) => !reviewers.includes(person)) }))
    .filter(({ people }) => people.length > 0);
}

/** The next person to ask for a seat: a candidate not asked yet who has not decided elsewhere. */
export function nextCandidate(version: VersionInFlight, seat: Seat): string | undefined {
  const asked = invitedNow(seat);
  const busy = version.seats.flatMap(({ decision }) => (decision ? [decision.person] : []));
  return seat.candidates.find((person) => !asked.includes(person) && !busy.includes(person));
}
