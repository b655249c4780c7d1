import type { AnnouncementEvent } from '../domain/announcement/events.js';
import { evolve } from '../domain/announcement/evolve.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import { currentRowWrite, eventsWrite } from './announcements.js';
import { auditWrite, type Actor, type AuditEntry } from './audit.js';
import type { Tx } from './connection.js';
import { projectHolds } from './holds.js';
import { invitationWrites } from './invitations.js';
import { noticeOf } from './notify.js';
import { outboxWrite } from './outbox.js';
import { outcomeMails } from './outcome-mails.js';
import { requestWrites } from './requests.js';
import { entryOf, queueStaffMail, type StaffMail } from './staff-mails.js';
import { together, writeTogether } from './together.js';

/**
 * Appends events to an announcement's life and brings every table that readers use up to date with them. The caller
 * holds the announcement's row lock and `state` is what is stored; `receipts` go out with what follows from the events.
 * Gives the state that results.
 */
export async function publish(
  tx: Tx,
  state: AnnouncementState,
  events: readonly AnnouncementEvent[],
  secretKey: string,
  receipts: readonly StaffMail[] = [],
): Promise<AnnouncementState> {
  if (events.length === 0) {
    await queueStaffMail(tx, ...receipts);
    return state;
  }
  const mails = [...receipts];
  let now = state;
  for (const event of events) {
    const before = now;
    now = evolve(before, event, before.sequence + 1);
    // One event after another, since a later one may change rows that an earlier one made.
    await writeTogether(tx, [
      ...requestWrites(tx, event, before, now),
      ...invitationWrites(tx, event, before, now, secretKey),
    ]);
    await projectHolds(tx, event, before, now);
    mails.push(...outcomeMails(event, before, now));
  }
  const sequence = state.sequence + 1;
  const entries = events.map((event, index) => auditEntry(state.id, event, sequence + index));
  const writes = [
    eventsWrite(tx, state.id, sequence, events),
    currentRowWrite(tx, now),
    auditWrite(tx, entries),
    ...(mails.length > 0 ? [outboxWrite(tx, mails.map(entryOf))] : []),
  ];
  const notice = { announcement: state.id, sequence: now.sequence, what: events.at(-1)!.type };
  await together(tx, writes, noticeOf(notice));
  return now;
}

/** What happened without the whole plan and policy of a submission, which its version row holds. */
function auditEntry(id: string, event: AnnouncementEvent, sequence: number): AuditEntry {
  const { type: action, by, at: _at, ...rest } = event;
  const {
    policy: _policy,
    seats: _seats,
    signers: _signers,
    ...details
  } = { policy: 0, seats: 0, signers: 0, ...rest };
  return {
    actor: actorOf(event, by),
    action,
    subject: { kind: 'announcement', id },
    details: { sequence, ...details },
  };
}

function actorOf(event: AnnouncementEvent, by: string | null): Actor {
  if (by === null) return { kind: 'system', id: null };
  return { kind: 'assurance' in event && event.assurance === 'token' ? 'token' : 'person', id: by };
}
