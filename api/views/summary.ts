import type { z } from 'zod';
import type { AnnouncementSummary } from '../../contract/announcements.js';
import type { ListedAnnouncement } from '../../database/listings.js';
import type { PersonNamed } from './people.js';

/** One line of a list. */
export function summaryOf(
  { row, headline }: Pick<ListedAnnouncement, 'row' | 'headline'>,
  person: PersonNamed,
): z.input<typeof AnnouncementSummary> {
  const { id, kind, severity, drill, status, agency, lastVersion, version, number } = row;
  const { releasedAt, expiresAt, updatedAt } = row;
  return {
    id,
    kind,
    severity,
    drill,
    status,
    headline,
    author: person(row.author),
    agency,
    incident: row.incidentId,
    lastVersion,
    version,
    number,
    releasedAt,
    expiresAt,
    updatedAt,
  };
}
