import { isAllowed } from './allowed-actions.js';
import type { ActType } from './acts.js';
import type { AnnouncementState, VersionInFlight } from './state.js';
import { effectiveAssurance } from '../policy/assurance.js';
import type { Assurance } from '../policy/policy.js';
import type { Refusal } from '../refusal.js';

/** Refuses an act that its announcement's state does not allow, by the one table. */
export function wrongState(state: AnnouncementState, action: ActType): Refusal[] {
  return isAllowed(action, state.status)
    ? []
    : [{ code: 'not_allowed_in_state', action, status: state.status }];
}

/** Refuses an act about another version than the one in flight: what was shown is no longer what stands. */
export function otherVersion(state: AnnouncementState, shown: number): Refusal[] {
  const current = state.version?.number ?? null;
  return shown === current ? [] : [{ code: 'version_differs', shown, current }];
}

/** Refuses a decision that names other bytes than this version's manifest. */
export function otherHash(version: VersionInFlight, shown: string): Refusal[] {
  const current = version.manifestSha256;
  return shown === current ? [] : [{ code: 'hash_differs', shown, current }];
}

/** Refuses a decision given with less (or other) assurance than its policy asks for. */
export function tooLittleAssurance(given: Assurance, listed: readonly Assurance[]): Refusal[] {
  const needed = effectiveAssurance(listed);
  return needed.includes(given) ? [] : [{ code: 'assurance_too_low', needed }];
}

/** The version an act was shown, if it is the one in flight. */
export function shownVersion(state: AnnouncementState, shown: number): VersionInFlight | null {
  return state.version?.number === shown ? state.version : null;
}
