import type { Act, ActBody } from '../domain/announcement/acts.js';
import { events } from '../domain/announcement/decide.js';
import type { Person } from '../domain/people/person.js';
import { proposeAct } from './acts.js';
import { lockAnnouncement } from './announcements.js';
import type { Tx } from './connection.js';
import { record } from './record.js';
import { mustGrant } from './ruling.js';

/**
 * Settles a recorded act in the workflow's place, by the same rules. Only where no workflow can be running: in the seed
 * of a new database and in a restore.
 */
export async function settleAlone(tx: Tx, announcement: string, act: Act, secretKey: string): Promise<void> {
  const locked = await lockAnnouncement(tx, announcement);
  if (!locked) throw new Error(`announcement ${announcement} is missing`);
  const { state } = locked;
  const ruling = events(state, act);
  const entry = ruling.ok
    ? { act: act.id, events: ruling.value }
    : { act: act.id, events: [], void: ruling.refusals };
  await record(tx, { announcement, sequence: state.sequence + 1, entries: [entry] }, secretKey);
}

/** Records an act that must be granted and settles it at once; the same limits apply. */
export async function actAlone(
  tx: Tx,
  proposal: {
    readonly id: string;
    readonly announcement: string;
    readonly by: Person;
    readonly body: ActBody;
    readonly note?: string;
  },
  secretKey: string,
): Promise<void> {
  const { id, announcement, by, body, note } = proposal;
  const decides = body.type === 'review' || body.type === 'sign_off';
  const decision = { note: note ?? null, invitationId: null };
  const recorded = await proposeAct(tx, { id, announcement, by, body, ...(decides ? { decision } : {}) });
  await settleAlone(tx, announcement, mustGrant(recorded).message.act, secretKey);
}
