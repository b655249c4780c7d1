import type { ActOf } from './acts.js';
import { andThen } from './ahead.js';
import { askSeat } from './asking.js';
import { closeReview } from './closing.js';
import type { Decided, EventBody } from './events.js';
import { wrongState } from './shown.js';
import type { AnnouncementState } from './state.js';
import { isOpen } from './version.js';
import { seatsOf } from '../policy/quorum.js';
import { granted, refused, type Refusal } from '../refusal.js';

/** Freezes the next version and asks the first person of every seat, or the signer at once where review needs nobody. */
export function submit(state: AnnouncementState, act: ActOf<'submit'>): Decided {
  const refusals = [
    ...wrongState(state, 'submit'),
    ...wrongNumber(state, act),
    ...tooLate(act),
    ...badPlan(state, act),
  ];
  if (act.by === null) refusals.push({ code: 'not_permitted', action: 'submit' });
  if (refusals.length > 0) return refused(...refusals);
  const { version, manifestSha256, policy, contributors, expires, seats, signers } = act;
  const submitted = {
    type: 'submitted',
    version,
    manifestSha256,
    policy,
    contributors,
    expires,
    seats,
    signers,
  } as const;
  return granted(andThen(state, act, [submitted], firstQuestions));
}

function firstQuestions(state: AnnouncementState): EventBody[] {
  const closing = closeReview(state);
  if (closing.length > 0) return closing;
  const open = (state.version?.seats ?? []).filter(isOpen);
  return open.map((seat) => askSeat(seat, seat.candidates.slice(0, 1), 'submitted'));
}

/** Numbers rise; one is passed over where a submission was recorded and came to nothing. */
function wrongNumber(state: AnnouncementState, act: ActOf<'submit'>): Refusal[] {
  if (act.version > state.lastVersion) return [];
  return [{ code: 'version_differs', shown: act.version, current: state.lastVersion }];
}

function tooLate(act: ActOf<'submit'>): Refusal[] {
  return act.expires <= act.at ? [{ code: 'expired', at: act.expires }] : [];
}

/** The plan of seats and signers was made by `planSeats`; what would break separation of duties is refused again here. */
function badPlan(state: AnnouncementState, act: ActOf<'submit'>): Refusal[] {
  const refusals: Refusal[] = [];
  const named = seatsOf(act.policy.review.quorum);
  const waived = state.waivers.map(({ seat }) => seat);
  for (const seat of named) {
    const planned = act.seats.find((plan) => plan.seat === seat);
    if (!planned || (planned.candidates.length === 0 && !waived.includes(seat)))
      refusals.push({ code: 'seat_unfillable', seat });
  }
  for (const { seat } of act.seats) if (!named.includes(seat)) refusals.push({ code: 'seat_unknown', seat });
  const signers = act.signers.flatMap(({ people }) => people);
  if (signers.length === 0) refusals.push({ code: 'signature_unfillable' });
  const asked = [...signers, ...act.seats.flatMap(({ candidates }) => candidates)];
  if (asked.some((person) => act.contributors.includes(person)))
    refusals.push({ code: 'contributor_may_not_decide' });
  return refusals;
}

/** Takes a text back to draft before its release, held or not; its requests close and its links end. */
export function takeBack(state: AnnouncementState, act: ActOf<'take_back'>): Decided {
  const refusals = wrongState(state, act.type);
  return refusals.length > 0 ? refused(...refusals) : granted([{ type: 'returned', cause: 'taken_back' }]);
}

/** Gives a draft up for good. */
export function abandon(state: AnnouncementState, act: ActOf<'abandon'>): Decided {
  const refusals = wrongState(state, act.type);
  return refusals.length > 0 ? refused(...refusals) : granted([{ type: 'abandoned' }]);
}
