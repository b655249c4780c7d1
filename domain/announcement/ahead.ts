import type { ActHeader } from './acts.js';
import type { EventBody } from './events.js';
import { fold } from './evolve.js';
import { headerOf, withHeader } from './headers.js';
import type { AnnouncementState } from './state.js';

/** The state as it will be once `bodies` of this act are recorded; for rules whose next step depends on their first. */
export function ahead(
  state: AnnouncementState,
  act: ActHeader,
  bodies: readonly EventBody[],
): AnnouncementState {
  return fold(withHeader(headerOf(act), bodies), state);
}

/** `first`, and what then follows from the state they lead to. */
export function andThen(
  state: AnnouncementState,
  act: ActHeader,
  first: readonly EventBody[],
  follows: (next: AnnouncementState) => readonly EventBody[],
): EventBody[] {
  return [...first, ...follows(ahead(state, act, first))];
}
