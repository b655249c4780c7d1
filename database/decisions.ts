import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Act, ActOf } from '../domain/announcement/acts.js';
import type { Tx } from './connection.js';
import { decisions } from './schema.js';

/** What a decision has beside its act: words, and the invitation whose link it came by. */
export interface DecisionDetails {
  readonly note: string | null;
  readonly invitationId: string | null;
}

type DecidingAct = ActOf<'review' | 'sign_off' | 'override'>;

/** Whether an act is a decision that names a manifest. */
export const isDecision = (act: Act): act is DecidingAct =>
  act.type === 'review' || act.type === 'sign_off' || act.type === 'override';

/** The decision an act gives, as `recorded`; its unique indexes are the last line against two that count. */
export function decisionWrite(
  tx: Tx,
  announcement: string,
  act: DecidingAct,
  { note, invitationId }: DecisionDetails,
) {
  if (act.by === null) throw new Error(`decision ${act.id} names nobody`);
  return tx.insert(decisions).values({
    id: act.id,
    announcementId: announcement,
    version: act.version,
    personId: act.by,
    at: act.at,
    stage: act.type === 'review' ? 'review' : 'sign_off',
    seat: act.type === 'review' ? act.seat : null,
    decision: act.type === 'override' ? 'override' : act.decision,
    note,
    invitationId,
    assurance: act.assurance,
    manifestSha256: act.manifestSha256,
  });
}

/** Marks decisions as what became of their acts. */
export const decisionsSettled = (tx: Tx, acts: readonly string[], status: 'applied' | 'void') =>
  tx
    .update(decisions)
    .set({ status })
    .where(and(inArray(decisions.id, [...acts]), eq(decisions.status, 'recorded')));

/** Ends a decision that was retracted or reopened: it stays on record and no longer counts. */
export const decisionEnded = (tx: Tx, id: string) =>
  tx
    .update(decisions)
    .set({ retractedAt: sql`clock_timestamp()` })
    .where(eq(decisions.id, id));
