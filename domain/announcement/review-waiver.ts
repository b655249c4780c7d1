import type { ActOf } from './acts.js';
import { andThen } from './ahead.js';
import { closeReview } from './closing.js';
import type { Decided } from './events.js';
import { wrongState } from './shown.js';
import type { AnnouncementState } from './state.js';
import { seatNamed } from './version.js';
import { granted, refused, type Refusal } from '../refusal.js';

/**
 * The office goes on without a seat: in draft for the next version only, in review for the seat as it stands now.
 * It can close a review; it never returns a text.
 */
export function waive(state: AnnouncementState, act: ActOf<'waive'>): Decided {
  const refusals = [...wrongState(state, 'waive'), ...nothingToWaive(state, act)];
  if (act.by === null) refusals.push({ code: 'not_permitted', action: 'waive' });
  if (refusals.length > 0) return refused(...refusals);
  return granted(andThen(state, act, [{ type: 'waived', seat: act.seat }], closeReview));
}

function nothingToWaive(state: AnnouncementState, act: ActOf<'waive'>): Refusal[] {
  if (!state.version) {
    const standing = state.waivers.some(({ seat }) => seat === act.seat);
    return standing ? [{ code: 'seat_waived', seat: act.seat }] : [];
  }
  const seat = seatNamed(state.version, act.seat);
  if (!seat) return [{ code: 'seat_unknown', seat: act.seat }];
  if (seat.waiver) return [{ code: 'seat_waived', seat: seat.seat }];
  if (!seat.decision) return [];
  const { person: by, at, decision } = seat.decision;
  return [{ code: 'seat_already_decided', seat: seat.seat, by, at, decision }];
}
