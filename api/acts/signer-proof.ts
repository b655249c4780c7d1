import { loadAct } from '../../database/acts.js';
import { inTransaction } from '../../database/connection.js';
import { renewCode, signersInvitation, tryCode } from '../../database/decision-links.js';
import { finishSignIn, startSignIn } from '../../database/sign-in.js';
import { refused, type Refusal, type Ruling } from '../../domain/refusal.js';
import { isUuid } from '../../domain/uuid.js';
import type { Actor } from '../auth/actor.js';
import type { Context } from '../context.js';
import { refuse } from '../http/refuse.js';
import type { Doing } from './doing.js';
import { typedCode } from './typed-code.js';

/** Whether a signer has shown more than a session, and the invitation whose code they typed. */
export interface Proof {
  readonly proven: boolean;
  readonly invitationId: string | null;
}

const unproven: Proof = { proven: false, invitationId: null };

/**
 * A session alone does not sign: a code from the signer's own mail is wanted as well (design §6). A passkey and an API
 * token stand for themselves, and so does the repetition of an act. Refuses an empty, wrong or exhausted code. Whoever
 * was not asked has the code of an `attempt` they started, or stays unproven: the rules name the reason.
 */
export async function proveSigner(doing: Doing, typed: { readonly code: string; readonly attempt?: string }): Promise<Proof> {
  const { context, announcement, actor, id } = doing;
  const { db, settings } = context;
  if (actor.assurance !== 'session' || (await loadAct(db, id))) return { proven: true, invitationId: null };
  const code = typedCode(typed.code);
  const invitation = await signersInvitation(db, announcement, actor.person.id);
  if (!invitation) return typed.attempt === undefined ? unproven : byAttempt(doing, code, typed.attempt);
  const refusals = await inTransaction(db, (tx) => tryCode(tx, settings.secretKey, invitation.id, code));
  if (refusals.length > 0) refuse(...refusals);
  return { proven: true, invitationId: invitation.id };
} // prettier-ignore

async function byAttempt({ context, actor }: Doing, code: string, attempt: string): Promise<Proof> {
  const missing: Refusal = { code: 'invalid_request', field: 'code', problem: 'missing' };
  if (code === '' || !isUuid(attempt)) return refuse(missing);
  const { db, settings } = context;
  const proven = await inTransaction(db, (tx) => finishSignIn(tx, settings.secretKey, attempt, code));
  if (!proven.ok) return refuse(...proven.refusals);
  return proven.value.id === actor.person.id ? { proven: true, invitationId: null } : refuse(missing);
}

/** What was granted to somebody unproven is not: they were never mailed a code. */
export const ifProven = <T>({ proven }: Proof, ruling: Ruling<T>): Ruling<T> =>
  ruling.ok && !proven ? refused({ code: 'not_asked', seat: null }) : ruling;

/**
 * Mails a signed-in person a new code: that of their invitation to sign, three times at most, or, for an override by
 * somebody who is not asked, one of ten minutes. Gives the attempt it belongs to in the second case.
 */
export async function mailCode({ db, settings }: Context, { person }: Actor, announcement: string): Promise<string | null> {
  const invitation = await signersInvitation(db, announcement, person.id);
  return inTransaction(db, async (tx) => {
    if (!invitation) return startSignIn(tx, settings.secretKey, person.email);
    const refusals = await renewCode(tx, settings.secretKey, invitation.id);
    return refusals.length > 0 ? refuse(...refusals) : null;
  });
} // prettier-ignore
