import type { AnnouncementState } from '../announcement/state.js';
import { seatsOf } from '../policy/quorum.js';
import type { Person } from './person.js';
import { inOffice, takesPart } from './posts.js';

/**
 * Who may read an announcement (design §8): what is released, everybody (a drill: everybody who works here);
 * before that the office, the author's agency, the seats asked, and auditors.
 */
export function mayRead(person: Person, announcement: AnnouncementState): boolean {
  if (announcement.release) return true;
  if (person.roles.includes('auditor') || inOffice(person)) return true;
  return takesPart(person) && (isOfAgency(person, announcement) || isAsked(person, announcement));
}

function isOfAgency(person: Person, { agency, author }: AnnouncementState): boolean {
  return person.id === author || person.agency === agency;
}

/** A seat is its agency's: its people read what it was asked about, and so does whoever stands in from outside. */
function isAsked(person: Person, { version }: AnnouncementState): boolean {
  if (!version) return false;
  const seats = seatsOf(version.policy.review.quorum);
  if (person.agency !== null && seats.includes(person.agency)) return true;
  const asked = [
    ...version.seats.map(({ candidates }) => candidates),
    ...version.signature.signers.map(({ people }) => people),
  ];
  return asked.some((people) => people.includes(person.id));
}
