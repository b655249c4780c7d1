import { officeActions, type OfficeAction } from '../refusal.js';
import type { Action } from '../announcement/allowed-actions.js';
import type { Person, Role } from './person.js';
import { inOffice } from './posts.js';

type Clause = (person: Person) => boolean;

const has =
  (...roles: readonly Role[]): Clause =>
  (person) =>
    roles.some((role) => person.roles.includes(role));

/** Who may do what is not about one announcement. Administrators manage and decide nothing. */
const clauses: Record<OfficeAction, Clause> = {
  manage_people: has('administrator'),
  manage_agencies: has('administrator'),
  manage_policies: has('administrator'),
  manage_channels: has('administrator'),
  manage_tokens: has('administrator'),
  manage_contacts: (person) => has('administrator')(person) || (has('officer')(person) && inOffice(person)),
  read_audit: has('auditor', 'administrator'),
  open_incident: inOffice,
  start_announcement: (person) => has('officer', 'duty_officer')(person) && person.agency !== null,
};

export function isOfficeAction(action: Action | OfficeAction): action is OfficeAction {
  return (officeActions as readonly string[]).includes(action);
}

/** Whether the person's roles allow this act of the office. */
export function mayInOffice(person: Person, action: OfficeAction): boolean {
  return clauses[action](person);
}
