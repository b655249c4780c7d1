import { failpoint } from '../../config/failpoint.js';
import { loadAct, proposeAct, type Proposal, type Recorded } from '../../database/acts.js';
import { loadState } from '../../database/announcements.js';
import { inTransaction, type Tx } from '../../database/connection.js';
import { mustGrant } from '../../database/ruling.js';
import { voidAct } from '../../database/settle-acts.js';
import type { Refusal, Ruling } from '../../domain/refusal.js';
import type { Context } from '../context.js';
import { refuse } from '../http/refuse.js';

/** With so many acts of one announcement waiting, the relay delivers: more Updates would only be turned away. */
const MOST_WAITING = 8;

/** What a person is told of their act: it took effect, or it will once the deciding service is there. */
export type Performed =
  | { readonly outcome: 'applied' | 'recorded'; readonly id: string }
  | { readonly outcome: 'void'; readonly id: string; readonly because: readonly Refusal[] };

/** Records an act in its own transaction and tells the workflow. Refuses what {@link proposeAct} refuses. */
export const perform = (context: Context, proposal: Proposal): Promise<Performed> =>
  performIn(context, (tx) => proposeAct(tx, proposal));

/** The same where recording is part of a larger transaction. */
export async function performIn(
  context: Context,
  record: (tx: Tx) => Promise<Ruling<Recorded>>,
): Promise<Performed> {
  const { message, earlierWaiting } = await inTransaction(context.db, async (tx) =>
    mustGrant(await record(tx)),
  );
  await failpoint('act-recorded');
  const { id } = message.act;
  const settled = await outcomeOf(context, id);
  if (settled.outcome !== 'recorded' || earlierWaiting >= MOST_WAITING) return settled;
  const sent = await context.temporal.send(message);
  context.metrics.sent(message.act.type, sent.outcome);
  await failpoint('act-sent');
  if (sent.outcome === 'applied') return { outcome: 'applied', id };
  if (sent.outcome === 'rejected') await inTransaction(context.db, (tx) => voidAct(tx, id, sent.because));
  return outcomeOf(context, id);
}

/** What became of an act, as PostgreSQL has it. */
export async function outcomeOf({ db }: Context, id: string): Promise<Performed> {
  const record = await loadAct(db, id);
  if (!record) throw new Error(`act ${id} is not recorded`);
  return record.status === 'void'
    ? { outcome: 'void', id, because: record.voidBecause }
    : { outcome: record.status, id };
}

/** The API's answer to an act; one that came to nothing is refused with why. */
export async function actAnswer(context: Context, announcement: string, performed: Performed) {
  if (performed.outcome === 'void') return refuse(...performed.because);
  const state = await loadState(context.db, announcement);
  if (!state) throw new Error(`announcement ${announcement} is not there`);
  const { id, outcome } = performed;
  const body = { id, outcome, status: state.status, sequence: state.sequence };
  return outcome === 'applied' ? ({ status: 201, body } as const) : ({ status: 202, body } as const);
}
