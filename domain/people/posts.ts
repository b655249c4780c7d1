import type { PostName, SeatName } from '../policy/policy.js';
import { officeAgency, type Person, type Role } from './person.js';

/** Roles that act for the governor's office. */
const officeRoles: readonly Role[] = ['officer', 'signatory', 'duty_officer'];

/** Whether the person holds one of these posts, in a role that decides: an administrator's posts count for nothing. */
export function holdsPost(person: Person, posts: readonly PostName[]): boolean {
  const decides = person.roles.includes('signatory') || person.roles.includes('duty_officer');
  return decides && person.posts.some((post) => posts.includes(post));
}

/** Whether the person speaks for a seat: their agency's own, or one that named them as its stand-in from outside. */
export function speaksFor(person: Person, seat: SeatName): boolean {
  return person.agency === seat || (person.standsInFor?.includes(seat) ?? false);
}

/** Whether the person works in the governor's office, which sees and runs everything. Administrators and auditors do not. */
export function inOffice(person: Person): boolean {
  return person.agency === officeAgency && person.roles.some((role) => officeRoles.includes(role));
}

/** Whether the person writes, reviews or signs at all: administrators and auditors do not. */
export function takesPart(person: Person): boolean {
  return person.roles.some((role) => role === 'reviewer' || officeRoles.includes(role));
}

/** Whether the person writes for this agency. */
export function writesFor(person: Person, agency: string): boolean {
  const writes = person.roles.includes('officer') || person.roles.includes('duty_officer');
  return writes && person.agency === agency;
}
