import { allowedActions, type Action } from '../../domain/announcement/allowed-actions.js';
import type { AnnouncementState } from '../../domain/announcement/state.js';
import { may } from '../../domain/people/may.js';
import type { Person } from '../../domain/people/person.js';
import { officeActions, type OfficeAction } from '../../domain/refusal.js';
import { crisisPolicy } from './cast.js';

/** Everything this person may do to the announcement, by roles and posts alone (states are another table). */
export function mayDo(person: Person, announcement: AnnouncementState): Action[] {
  const subject = { announcement, policy: crisisPolicy };
  const actions = Object.keys(allowedActions) as Action[];
  return actions.filter((action) => may(person, action, subject).length === 0).toSorted();
}

/** Everything this person may do that is not about one announcement. */
export function mayDoInOffice(person: Person): OfficeAction[] {
  return officeActions.filter((action) => may(person, action).length === 0).toSorted();
}
