import type { Language, Localized } from '../language.js';
import type { PostName, SeatName } from '../policy/policy.js';

/** What a person may do in general; what they may do to one announcement is `may()`. */
export const roles = [
  'officer',
  'reviewer',
  'signatory',
  'duty_officer',
  'administrator',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

/** A reviewer's order within the agency: who is asked first, and who when the first is silent. */
export const duties = ['manager', 'stand_in', 'officer'] as const;
export type Duty = (typeof duties)[number];

/** One human being as the rules see them. `left` is true once they have left: they lose everything at once. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: Localized;
  readonly language: Language;
  readonly roles: readonly Role[];
  /** The agency whose PR unit they belong to, by slug; the governor's office is an agency too (`governor-office`). */
  readonly agency: SeatName | null;
  readonly duty: Duty;
  /** Offices they hold: `governor`, `political-deputy`, `duty-officer`. */
  readonly posts: readonly PostName[];
  /** Agencies that named this person as their stand-in from outside; asked after the agency's own people. */
  readonly standsInFor?: readonly SeatName[];
  readonly left: boolean;
}

/** The slug of the agency whose people see and run everything (read, waive, hold). */
export const officeAgency = 'governor-office';
