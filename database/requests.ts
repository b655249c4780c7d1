import { and, eq, isNull } from 'drizzle-orm';
import type { AnnouncementEvent } from '../domain/announcement/events.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import type { SeatName } from '../domain/policy/policy.js';
import type { Instant } from '../domain/instant.js';
import type { Tx } from './connection.js';
import { decisionEnded } from './decisions.js';
import { requests } from './schema.js';
import type { Write } from './together.js';

/** What keeps one row for each seat asked about a version: opened by the submission, closed by what fills or ends it. */
export function requestWrites(
  tx: Tx,
  event: AnnouncementEvent,
  before: AnnouncementState,
  after: AnnouncementState,
): Write[] {
  const version = before.version?.number ?? after.version?.number;
  if (version === undefined) return [];
  const close = (seat?: SeatName) => [set(tx, after.id, version, seat, event.at)];
  switch (event.type) {
    case 'submitted':
      return open(tx, event, after);
    case 'reviewed':
    case 'waived':
      return close(event.seat);
    case 'decision_ended':
      return [decisionEnded(tx, event.decision), set(tx, after.id, version, event.seat, null)];
    case 'agreed':
    case 'returned':
    case 'refused':
    case 'signed':
      return close();
    default:
      return [];
  }
}

function open(
  tx: Tx,
  event: Extract<AnnouncementEvent, { type: 'submitted' }>,
  after: AnnouncementState,
): Write[] {
  const waived = new Set(after.version?.seats.flatMap(({ seat, waiver }) => (waiver ? [seat] : [])));
  if (event.seats.length === 0) return [];
  const rows = event.seats.map(({ seat }) => ({
    announcementId: after.id,
    version: event.version,
    seat,
    openedAt: event.at,
    closedAt: waived.has(seat) ? event.at : null,
  }));
  return [tx.insert(requests).values(rows)];
}

/** Closes one seat's request, or all that are open; with `closedAt: null` opens it again. */
function set(
  tx: Tx,
  announcement: string,
  version: number,
  seat: SeatName | undefined,
  closedAt: Instant | null,
): Write {
  return tx
    .update(requests)
    .set({ closedAt })
    .where(
      and(
        eq(requests.announcementId, announcement),
        eq(requests.version, version),
        seat === undefined ? isNull(requests.closedAt) : eq(requests.seat, seat),
      ),
    );
}
