import { isAllowed, type Action } from '../announcement/allowed-actions.js';
import { isReleaseHold } from '../announcement/holds.js';
import type { AnnouncementState } from '../announcement/state.js';
import type { Policy } from '../policy/policy.js';
import type { OfficeAction, Refusal } from '../refusal.js';
import { mayRead } from './may-read.js';
import { isOfficeAction, mayInOffice } from './office.js';
import type { Person } from './person.js';
import { holdsPost, inOffice, writesFor } from './posts.js';
import { contributorMayNotDecide, reviewerMayNotSign } from './separation.js';

/** One announcement, and the policy its next version would go by (null where none is chosen yet). */
export interface Subject {
  readonly announcement: AnnouncementState;
  readonly policy: Policy | null;
}

type Clause = (person: Person, announcement: AnnouncementState, policy: Policy | null) => boolean;

/** Who may do what to one announcement. An action that nobody may do is the product's own. */
const clauses: Record<Action, Clause> = {
  read: mayRead,
  edit: (person, { agency }) => writesFor(person, agency),
  submit: (person, { agency }) => writesFor(person, agency),
  abandon: (person, { agency }) => writesFor(person, agency),
  take_back: (person, announcement) => inOffice(person) || brought(person, announcement),

  review: (person) => person.roles.includes('reviewer'),
  object: (person) => person.roles.includes('reviewer'),
  retract: (person) => person.roles.includes('reviewer'),
  waive: (person, _, policy) => policy !== null && holdsPost(person, policy.review.waivable_by),

  sign_off: (person, _, policy) => policy !== null && holdsPost(person, policy.sign_off.signers),
  override: (person, _, policy) => policy !== null && holdsPost(person, policy.override.by),

  go: mayGo,
  hold: inOffice,
  free: inOffice,
  stop: inOffice,
  continue: inOffice,
  withdraw: (person, _, policy) => policy !== null && holdsPost(person, policy.withdraw_by),

  release: () => false,
  fan_out_report: () => false,
  replaced: () => false,
  expire: () => false,
};

/** What separation of duties forbids whoever otherwise may (design §3). */
const separations: Partial<Record<Action, readonly (typeof contributorMayNotDecide)[]>> = {
  review: [contributorMayNotDecide],
  object: [contributorMayNotDecide],
  sign_off: [contributorMayNotDecide, reviewerMayNotSign],
  override: [contributorMayNotDecide, reviewerMayNotSign],
};

/**
 * Every reason why this person may not do this, by their roles, posts and agency; none when they may.
 * Whether the announcement's state allows it is `whyNot`; whether this act may be applied is `decide`.
 */
export function may(person: Person, action: OfficeAction): Refusal[];
export function may(person: Person, action: Action, subject: Subject): Refusal[];
export function may(person: Person, action: Action | OfficeAction, subject?: Subject): Refusal[] {
  if (person.left) return [{ code: 'person_left' }];
  if (isOfficeAction(action)) return mayInOffice(person, action) ? [] : [{ code: 'not_permitted', action }];
  if (!subject) throw new Error(`${action} needs its announcement`);
  const { announcement } = subject;
  const policy = announcement.version?.policy ?? subject.policy;
  const refusals: Refusal[] = clauses[action](person, announcement, policy)
    ? []
    : [{ code: 'not_permitted', action }];
  const { version } = announcement;
  if (!version) return refusals;
  return [...refusals, ...(separations[action] ?? []).flatMap((forbids) => forbids(person.id, version))];
}

/** The same together with the table of states: why a button is disabled, in full. */
export function whyNot(person: Person, action: Action, subject: Subject): Refusal[] {
  const { status } = subject.announcement;
  const state: Refusal[] = isAllowed(action, status)
    ? []
    : [{ code: 'not_allowed_in_state', action, status }];
  return [...state, ...may(person, action, subject)];
}

/** Whose text it is: its author, and whoever submitted the version in flight. */
function brought({ id }: Person, { author, version }: AnnouncementState): boolean {
  return id === author || id === version?.submittedBy;
}

/** Signers give the go; the duty officer too, where a signed text only waits for its moment and nothing was found wrong. */
function mayGo(person: Person, { holds }: AnnouncementState, policy: Policy | null): boolean {
  if (policy !== null && holdsPost(person, policy.sign_off.signers)) return true;
  return (
    person.roles.includes('duty_officer') &&
    inOffice(person) &&
    !holds.some(({ reason }) => isReleaseHold(reason))
  );
}
