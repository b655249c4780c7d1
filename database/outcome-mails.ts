import type { AnnouncementEvent } from '../domain/announcement/events.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import { invitedNow } from '../domain/announcement/version.js';
import type { StaffMail } from './staff-mails.js';

/** Who is told by mail what became of a text, and by which event. Nobody is told of their own act. */
export function outcomeMails(
  event: AnnouncementEvent,
  before: AnnouncementState,
  after: AnnouncementState,
): StaffMail[] {
  const told = [...new Set(peopleToTell(event, before, after))].filter((person) => person !== event.by);
  return told.map((to) => ({ kind: 'outcome', announcement: after.id, sequence: after.sequence, to }));
}

function peopleToTell(
  event: AnnouncementEvent,
  before: AnnouncementState,
  after: AnnouncementState,
): string[] {
  switch (event.type) {
    case 'agreed':
      return writers(before);
    case 'returned':
    case 'refused':
      return [...writers(before), ...reviewers(before)];
    case 'released':
      return [...writers(before), ...reviewers(before), ...signer(before)];
    case 'held':
      return [
        ...writers(after),
        ...signer(after),
        ...(after.version ? invitedNow(after.version.signature) : []),
      ];
    case 'superseded':
    case 'withdrawn':
    case 'expired':
      return writers(before);
    default:
      return [];
  }
}

const writers = ({ author, version }: AnnouncementState): string[] =>
  version ? [author, version.submittedBy, ...version.contributors] : [author];

const reviewers = ({ version }: AnnouncementState): string[] =>
  (version?.seats ?? []).flatMap(({ decision }) => (decision ? [decision.person] : []));

const signer = ({ version }: AnnouncementState): string[] =>
  version?.signature.decision ? [version.signature.decision.person] : [];
