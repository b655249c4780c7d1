import type { AnnouncementEvent } from '../domain/announcement/events.js';
import { evolve } from '../domain/announcement/evolve.js';
import type { AnnouncementState } from '../domain/announcement/state.js';
import { appendEvents, updateCurrentRow } from './announcements.js';
import { audit, type Actor, type AuditEntry } from './audit.js';
import type { Tx } from './connection.js';
import { projectHolds } from './holds.js';
import { projectInvitations } from './invitations.js';
import { notify } from './notify.js';
import { outcomeMails } from './outcome-mails.js';
import { projectRequests } from './requests.js';
import { queueStaffMail, type StaffMail } from './staff-mails.js';

/**
 * Appends events to an announcement's life and brings every table that readers use up to date with them. The caller
 * holds the announcement's row lock and `state` is what is stored. Gives the state that results.
 */
export async function publish(
  tx: Tx,
  state: AnnouncementState,
  events: readonly AnnouncementEvent[],
  secretKey: string,
): Promise<AnnouncementState> {
  if (events.length === 0) return state;
  const sequence = state.sequence + 1;
  await appendEvents(tx, state.id, sequence, events);
  const mails: StaffMail[] = [];
  let now = state;
  for (const event of events) {
    const before = now;
    now = evolve(before, event, before.sequence + 1);
    await projectRequests(tx, event, before, now);
    await projectInvitations(tx, event, before, now, secretKey);
    await projectHolds(tx, event, before, now);
    mails.push(...outcomeMails(event, before, now));
  }
  await updateCurrentRow(tx, now);
  await audit(tx, ...events.map((event, index) => auditEntry(state.id, event, sequence + index)));
  await queueStaffMail(tx, ...mails);
  await notify(tx, { announcement: state.id, sequence: now.sequence, what: events.at(-1)!.type });
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
