import { inTransaction } from '../database/connection.js';
import { signersInvitation, tryCode } from '../database/decision-links.js';
import { loadAct } from '../database/acts.js';
import { refused, type Ruling } from '../domain/refusal.js';
import type { Actor } from './auth/actor.js';
import type { Context } from './context.js';
import { refuse } from './http/refuse.js';
import { typedCode } from './typed-code.js';

/** Whether a signer has shown more than a session, and the invitation whose code they typed. */
export interface Proof {
  readonly proven: boolean;
  readonly invitationId: string | null;
}

/**
 * A session alone does not sign: the code from the signer's own mail is wanted as well (design §6). A passkey and an API
 * token stand for themselves, and so does the repetition of an act. Refuses an empty, wrong or exhausted code. Who was
 * not asked has no code and stays unproven: the rules name the reason.
 */
export async function proveSigner(
  { db, settings }: Context,
  announcement: string,
  actor: Actor,
  code: string | undefined,
  actId: string,
): Promise<Proof> {
  if (actor.assurance !== 'session' || (await loadAct(db, actId)))
    return { proven: true, invitationId: null };
  const invitation = await signersInvitation(db, announcement, actor.person.id);
  if (!invitation) return { proven: false, invitationId: null };
  const refusals = await inTransaction(db, (tx) =>
    tryCode(tx, settings.secretKey, invitation.id, typedCode(code)),
  );
  if (refusals.length > 0) refuse(...refusals);
  return { proven: true, invitationId: invitation.id };
}

/** What was granted to somebody unproven is not: they were never mailed a code. */
export const ifProven = <T>({ proven }: Proof, ruling: Ruling<T>): Ruling<T> =>
  ruling.ok && !proven ? refused({ code: 'not_asked', seat: null }) : ruling;
