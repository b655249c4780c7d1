import type { EventBody } from './events.js';
import type { Seat, VersionInFlight } from './state.js';
import { invitedNow, nextCandidate, signingPosts } from './version.js';

/** Asks `people` for a seat, by invitations of its present generation. */
export function askSeat(
  seat: Seat,
  people: readonly string[],
  because: 'submitted' | 'stand_in' | 'reopened',
): EventBody {
  return { type: 'reviewers_asked', seat: seat.seat, people, generation: seat.generation, because };
}

/** Asks the next candidate of a seat whose first one is silent; nothing when there is nobody else. */
export function askStandIn(version: VersionInFlight, seat: Seat): EventBody[] {
  const next = nextCandidate(version, seat);
  return next === undefined ? [] : [askSeat(seat, [next], 'stand_in')];
}

/** Asks the next post for the signature; nothing when all were asked. */
export function askNextSigner(version: VersionInFlight, because: 'agreed' | 'next_signer'): EventBody[] {
  const next = signingPosts(version)[version.signature.asked];
  return next ? [{ type: 'signers_asked', ...next, generation: version.signature.generation, because }] : [];
}

/** Those who may sign now: everybody asked, however long ago. */
export function mayStillSign(version: VersionInFlight): string[] {
  return invitedNow(version.signature);
}
