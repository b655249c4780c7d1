import type { Act } from './acts.js';
import { abandon, submit, takeBack } from './draft.js';
import type { AnnouncementEvent, Decided } from './events.js';
import { headerOf, withHeader } from './headers.js';
import { fanOutReport, goOn, stop } from './release-fan-out.js';
import { expire, replaced } from './release-end.js';
import { free, go, hold } from './release.js';
import { object, retract } from './review-reopening.js';
import { waive } from './review-waiver.js';
import { review } from './review.js';
import { override, signOff } from './sign-off.js';
import type { AnnouncementState } from './state.js';
import { granted, type Ruling } from '../refusal.js';

/**
 * What follows from one act on an announcement as it stands: its events, or every reason why not.
 * An act that was applied before follows with nothing, so telling it twice is telling it once.
 * Whether the person's roles and posts allow it is `may()`; separation of duties is decided here.
 */
export function decide(state: AnnouncementState, act: Act): Decided {
  if (state.acts.includes(act.id)) return granted([]);
  switch (act.type) {
    case 'submit':
      return submit(state, act);
    case 'take_back':
      return takeBack(state, act);
    case 'abandon':
      return abandon(state, act);
    case 'review':
      return review(state, act);
    case 'object':
      return object(state, act);
    case 'retract':
      return retract(state, act);
    case 'waive':
      return waive(state, act);
    case 'sign_off':
      return signOff(state, act);
    case 'override':
      return override(state, act);
    case 'go':
      return go(state, act);
    case 'hold':
      return hold(state, act);
    case 'free':
      return free(state, act);
    case 'stop':
      return stop(state, act);
    case 'continue':
      return goOn(state, act);
    case 'fan_out_report':
      return fanOutReport(state, act);
    case 'replaced':
      return replaced(state, act);
    case 'expire':
      return expire(state, act);
    default:
      return act satisfies never;
  }
}

/** The same with the header every event of this act carries, ready to record. */
export function events(state: AnnouncementState, act: Act): Ruling<readonly AnnouncementEvent[]> {
  const decided = decide(state, act);
  return decided.ok ? granted(withHeader(headerOf(act), decided.value)) : decided;
}
