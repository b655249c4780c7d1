import type { ActOf } from './acts.js';
import type { Decided } from './events.js';
import { wrongState } from './shown.js';
import type { AnnouncementState } from './state.js';
import { granted, refused } from '../refusal.js';

/** Another announcement's release replaced this one; told by the outbox after that commit. */
export function replaced(state: AnnouncementState, act: ActOf<'replaced'>): Decided {
  const refusals = wrongState(state, act.type);
  return refusals.length > 0
    ? refused(...refusals)
    : granted([{ type: act.as, by_announcement: act.replacement }]);
}

/** The text stops being true; told too early it changes nothing. */
export function expire(state: AnnouncementState, act: ActOf<'expire'>): Decided {
  const refusals = wrongState(state, act.type);
  if (refusals.length > 0) return refused(...refusals);
  const due = state.version !== null && state.version.expires <= act.at;
  return granted(due ? [{ type: 'expired' }] : []);
}
