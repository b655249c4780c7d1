import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { AnnouncementEvent } from '../domain/announcement/events.js';
import { fold } from '../domain/announcement/evolve.js';
import type { AnnouncementKind, Severity } from '../domain/announcement/kinds.js';
import type { Content } from '../domain/content/content.js';
import { may } from '../domain/people/may.js';
import type { Person } from '../domain/people/person.js';
import type { SeatName } from '../domain/policy/policy.js';
import { granted, refused, type Refusal, type Ruling } from '../domain/refusal.js';
import { eventsWrite, currentRow, databaseNow } from './announcements.js';
import { audit } from './audit.js';
import type { Tx } from './connection.js';
import { notify } from './notify.js';
import { enqueue } from './outbox.js';
import { announcements, draftContributors, drafts, incidents, replacements } from './schema.js';

export interface NewAnnouncement {
  /** Made here unless the caller has one already. */
  readonly id?: string;
  readonly by: Person;
  readonly kind: AnnouncementKind;
  readonly severity: Severity;
  readonly drill: boolean;
  readonly incident?: string | null;
  /** Released announcements it takes the place of; needed by corrections and all-clears. */
  readonly replaces?: readonly string[];
  /** Normalised already (domain/text). It need not be complete: submission checks it. */
  readonly content: Content;
}

/**
 * Begins an announcement: its row, its first event, its draft in revision 1 with its author as contributor, the outbox
 * entry that starts its workflow, and the audit line. Refuses who may not, an unknown incident, and targets it cannot take the place of.
 */
export async function createAnnouncement(
  tx: Tx,
  given: NewAnnouncement,
): Promise<Ruling<{ id: string; revision: 1 }>> {
  const { by, kind, severity, drill, content, incident = null, id = randomUUID() } = given;
  const replaces = [...new Set(given.replaces)];
  const agency = by.agency;
  const refusals = [
    ...may(by, 'start_announcement'),
    ...(await badIncident(tx, given)),
    ...(await badTargets(tx, { ...given, replaces })),
  ];
  if (agency === null) return refused(...refusals, { code: 'not_permitted', action: 'start_announcement' });
  if (refusals.length > 0) return refused(...refusals);
  const at = await databaseNow(tx);
  const drafted: AnnouncementEvent = {
    type: 'drafted',
    announcement: id,
    kind,
    severity,
    drill,
    author: by.id,
    agency,
    incident,
    replaces,
    at,
    by: by.id,
    act: null,
  };
  await insertRow(tx, drafted, agency);
  await tx
    .insert(drafts)
    .values({ announcementId: id, revision: 1, content, changedBy: by.id, changedAt: at });
  await tx
    .insert(draftContributors)
    .values({ announcementId: id, personId: by.id, firstRevision: 1, lastRevision: 1 });
  await enqueue(tx, { kind: 'start_workflow', lane: id, key: id });
  const details = { kind, severity, drill, incident, replaces };
  await audit(tx, {
    actor: { kind: 'person', id: by.id },
    action: 'drafted',
    subject: { kind: 'announcement', id },
    details,
  });
  await notify(tx, { announcement: id, sequence: 1, what: 'drafted' });
  return granted({ id, revision: 1 });
}

async function insertRow(
  tx: Tx,
  drafted: Extract<AnnouncementEvent, { type: 'drafted' }>,
  agency: SeatName,
): Promise<void> {
  const { announcement: id, kind, severity, drill, author, incident, replaces } = drafted;
  const state = fold([drafted])!;
  await tx
    .insert(announcements)
    .values({ id, kind, severity, drill, author, agency, incidentId: incident, ...currentRow(state) });
  await eventsWrite(tx, id, 1, [drafted]);
  if (replaces.length === 0) return;
  const effect = kind === 'withdrawal' ? ('withdrawn' as const) : ('superseded' as const);
  await tx
    .insert(replacements)
    .values(replaces.map((targetId) => ({ replacementId: id, targetId, drill, effect })));
}

/** An incident is one that was opened, for drills or for the real thing as this text is. */
async function badIncident(tx: Tx, { incident = null, drill }: NewAnnouncement): Promise<Refusal[]> {
  if (incident === null) return [];
  const rows = await tx
    .select({ id: incidents.id })
    .from(incidents)
    .where(and(eq(incidents.id, incident), eq(incidents.drill, drill)));
  return rows.length > 0 ? [] : [{ code: 'invalid_request', field: 'incident', problem: 'not_one_of' }];
}

/** A denial may name a rumour instead of a text; a correction and an all-clear must say what they replace. */
async function badTargets(tx: Tx, { kind, drill, replaces = [] }: NewAnnouncement): Promise<Refusal[]> {
  const needed = kind === 'correction' || kind === 'all_clear' || kind === 'withdrawal';
  if (replaces.length === 0) return needed ? [{ code: 'replaces_required' }] : [];
  const rows = await tx
    .select({ id: announcements.id, drill: announcements.drill, status: announcements.status })
    .from(announcements)
    .where(inArray(announcements.id, [...replaces]));
  const found = new Map(rows.map((row) => [row.id, row]));
  return replaces.flatMap((target): Refusal[] => {
    const row = found.get(target);
    if (row?.status !== 'released') return [{ code: 'replaces_not_released', target }];
    return row.drill === drill ? [] : [{ code: 'replaces_other_drill_flag', target }];
  });
}
