import type { SeatPlan } from '../announcement/acts.js';
import type { Signature } from '../announcement/state.js';
import { seatsOf } from '../policy/quorum.js';
import type { Policy, PostName, SeatName } from '../policy/policy.js';
import { granted, refused, type Refusal, type Ruling } from '../refusal.js';
import { matchPlaces } from './matching.js';
import { duties, type Person } from './person.js';
import { holdsPost, speaksFor } from './posts.js';

/** Who will be asked: per seat in order, and per post that can sign. */
export interface Plan {
  readonly seats: readonly SeatPlan[];
  readonly signers: Signature['signers'];
}

/** No agency has an empty slug, so the signature can stand among the seats under it. */
const signature = '';

/**
 * Works out who may fill every seat and the signature of one submission, so that one person fills one place and nobody
 * decides about their own words. Refuses by naming every seat that nobody can fill beside the others.
 * `roster`: the people who are there (absences taken out); `waivers`: seats that the office goes on without.
 */
export function planSeats(
  policy: Policy,
  roster: readonly Person[],
  contributors: readonly string[],
  waivers: readonly SeatName[],
): Ruling<Plan> {
  const eligible = roster.filter(({ id, left }) => !left && !contributors.includes(id));
  const seats = seatsOf(policy.review.quorum).map((seat) => ({
    seat,
    candidates: candidatesFor(seat, eligible),
  }));
  const signers = policy.sign_off.signers
    .map((post) => ({ post, people: holders(post, eligible) }))
    .filter(({ people }) => people.length > 0);
  const places = [
    ...seats
      .filter(({ seat }) => !waivers.includes(seat))
      .map(({ seat, candidates }) => ({ name: seat, people: candidates })),
    { name: signature, people: signers.flatMap(({ people }) => people) },
  ];
  const matched = matchPlaces(places);
  const empty = places.map(({ name }) => name).filter((name) => !matched.has(name));
  if (empty.length > 0) return refused(...empty.map(unfillable));
  return granted({ seats: seats.map((plan) => matchedFirst(plan, matched.get(plan.seat))), signers });
}

/** The seat's own reviewers (manager, stand-in, officer), then those who stand in from outside. */
function candidatesFor(seat: SeatName, eligible: readonly Person[]): string[] {
  const own = (person: Person) => person.agency === seat;
  return eligible
    .filter((person) => person.roles.includes('reviewer') && speaksFor(person, seat))
    .toSorted((a, b) => Number(own(b)) - Number(own(a)) || duties.indexOf(a.duty) - duties.indexOf(b.duty))
    .map(({ id }) => id);
}

function holders(post: PostName, eligible: readonly Person[]): string[] {
  return eligible.filter((person) => holdsPost(person, [post])).map(({ id }) => id);
}

/** Asks first whoever the matching gave the seat, so that nobody is asked first for two. */
function matchedFirst({ seat, candidates }: SeatPlan, first: string | undefined): SeatPlan {
  if (first === undefined) return { seat, candidates };
  return { seat, candidates: [first, ...candidates.filter((person) => person !== first)] };
}

function unfillable(place: string): Refusal {
  return place === signature ? { code: 'signature_unfillable' } : { code: 'seat_unfillable', seat: place };
}
