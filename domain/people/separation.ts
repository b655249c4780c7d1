import type { VersionInFlight } from '../announcement/state.js';
import type { Refusal } from '../refusal.js';
import type { SeatName } from '../policy/policy.js';
import { matchPlaces } from './matching.js';

/** The place of the final signature beside the seats; agencies' slugs are never empty. */
const signature = '';

/** A contributor may not sign, nor hold a seat: nobody approves their own words (design §3). */
export function contributorMayNotDecide(person: string | null, version: VersionInFlight): Refusal[] {
  return person !== null && version.contributors.includes(person)
    ? [{ code: 'contributor_may_not_decide' }]
    : [];
}

/** A reviewer may not sign: nobody both reviews and signs one version. An objector has reviewed. */
export function reviewerMayNotSign(person: string | null, version: VersionInFlight): Refusal[] {
  const reviewed = version.seats.some((seat) => seat.decision?.person === person);
  const objected = version.objections.some((objection) => objection.person === person);
  return reviewed || objected ? [{ code: 'reviewer_may_not_sign' }] : [];
}

/** One person, one seat. */
export function onePersonOneSeat(person: string | null, seat: SeatName, version: VersionInFlight): Refusal[] {
  const other = version.seats.find(
    ({ seat: name, decision }) => name !== seat && decision?.person === person,
  );
  return other ? [{ code: 'already_decided_another_seat', seat: other.seat }] : [];
}

/**
 * Whoever takes a seat must leave somebody for each open seat and for the signature: a person who alone could
 * fill another place is refused here and named there. Nothing is refused for a place that was lost before.
 */
export function leavesTheRestFillable(person: string, seat: SeatName, version: VersionInFlight): Refusal[] {
  const before = unfillable(version, null);
  return unfillable(version, { person, seat })
    .filter((place) => !before.includes(place))
    .map((place) =>
      place === signature ? { code: 'signature_unfillable' } : { code: 'seat_unfillable', seat: place },
    );
}

function unfillable(version: VersionInFlight, taking: { person: string; seat: SeatName } | null): string[] {
  const taken = version.seats.flatMap(({ decision }) => (decision ? [decision.person] : []));
  const busy = taking ? [...taken, taking.person] : taken;
  const free = (people: readonly string[]) => people.filter((person) => !busy.includes(person));
  const open = version.seats.filter((seat) => !seat.decision && !seat.waiver && seat.seat !== taking?.seat);
  const places = [
    ...open.map((seat) => ({ name: seat.seat, people: free(seat.candidates) })),
    { name: signature, people: free(version.signature.signers.flatMap(({ people }) => people)) },
  ];
  const matched = matchPlaces(places);
  return places.map(({ name }) => name).filter((name) => !matched.has(name));
}
