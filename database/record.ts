import { inArray } from 'drizzle-orm';
import type { ActOutcome } from '../domain/announcement/act-message.js';
import type { AnnouncementEvent } from '../domain/announcement/events.js';
import type { Refusal } from '../domain/refusal.js';
import { eventSha256, lockAnnouncement, storedEvents, type StoredEvent } from './announcements.js';
import type { Tx } from './connection.js';
import { publish } from './publish.js';
import { acts } from './schema.js';
import { settleActs } from './settle-acts.js';
import { receiptsOf } from './staff-mails.js';

/** One act, or one waking of the clocks (`act: null`), with what followed from it, or why it is void. */
export interface RecordEntry {
  readonly act: string | null;
  readonly events: readonly AnnouncementEvent[];
  readonly void?: readonly Refusal[];
}

export interface RecordRequest {
  readonly announcement: string;
  /** The place of the first event. */
  readonly sequence: number;
  readonly entries: readonly RecordEntry[];
}

export interface SettledAct {
  readonly act: string;
  readonly outcome: ActOutcome;
}

export type RecordAnswer =
  | { readonly outcome: 'recorded' }
  /** Nothing was written: PostgreSQL holds other events from that place on, or acts that are settled already. */
  | { readonly outcome: 'diverged'; readonly events: readonly AnnouncementEvent[]; readonly settled: readonly SettledAct[] }; // prettier-ignore

/** The run is ahead of PostgreSQL, as after the restore of an older backup: only a new run can go on from there. */
export class SequenceGap extends Error {
  override name = 'SequenceGap';
}

/**
 * Writes what a run decided: events, current row, acts and decisions settled, requests, invitations and holds, audit,
 * outbox and notice, all in this transaction under the announcement's row lock. The same again changes nothing; anything
 * else at a place that is taken writes nothing and gives what is stored there. Throws {@link SequenceGap}.
 */
export async function record(tx: Tx, request: RecordRequest, secretKey: string): Promise<RecordAnswer> {
  const { announcement, sequence, entries } = request;
  const locked = await lockAnnouncement(tx, announcement);
  if (!locked) throw new SequenceGap(`announcement ${announcement} is not there`);
  const { state } = locked;
  if (state.sequence + 1 < sequence)
    throw new SequenceGap(`event ${sequence} of ${announcement} follows ${state.sequence}`);
  const stored = state.sequence >= sequence ? await storedEvents(tx, announcement, sequence) : [];
  const settled = await settledOf(tx, entries);
  if (stored.length > 0 || settled.length > 0)
    return isSame(entries, stored, settled) ? { outcome: 'recorded' } : diverged(stored, settled);
  const events = entries.flatMap((entry) => entry.events);
  const settlements = entries.flatMap((entry) =>
    entry.act === null ? [] : [{ id: entry.act, ...(entry.void ? { because: entry.void } : {}) }],
  );
  await publish(tx, state, events, secretKey, receiptsOf(await settleActs(tx, settlements)));
  return { outcome: 'recorded' };
}

const diverged = (stored: readonly StoredEvent[], settled: readonly SettledAct[]): RecordAnswer => ({
  outcome: 'diverged',
  events: stored.map(({ event }) => event),
  settled,
});

/** Whether exactly this was written before, as when a kill fell between the commit and its acknowledgement. */
function isSame(
  entries: readonly RecordEntry[],
  stored: readonly StoredEvent[],
  settled: readonly SettledAct[],
): boolean {
  const hashes = entries.flatMap(({ events }) => events.map(eventSha256));
  const sameEvents =
    hashes.length === stored.length && hashes.every((sha256, index) => stored[index]?.sha256 === sha256);
  const outcomes = new Map(settled.map(({ act, outcome }) => [act, outcome.outcome]));
  const expected = ({ act, void: because }: RecordEntry) =>
    act === null || outcomes.get(act) === (because ? 'void' : 'applied');
  return sameEvents && entries.every(expected);
}

/** The acts of these entries that are settled already. An act that is not on record at all is void. */
async function settledOf(tx: Tx, entries: readonly RecordEntry[]): Promise<SettledAct[]> {
  const ids = entries.flatMap(({ act }) => (act === null ? [] : [act]));
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: acts.id, status: acts.status, because: acts.voidBecause })
    .from(acts)
    .where(inArray(acts.id, ids));
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((act): SettledAct[] => {
    const row = found.get(act);
    if (!row) return [{ act, outcome: { outcome: 'void', because: [{ code: 'not_found' }] } }];
    if (row.status === 'recorded') return [];
    if (row.status === 'void') return [{ act, outcome: { outcome: 'void', because: row.because ?? [] } }];
    return [{ act, outcome: { outcome: 'applied', sequence: 0 } }];
  });
}
