import { proposeAct } from '../../database/acts.js';
import type { ReleasePlan, SignOffDecision } from '../../domain/announcement/state.js';
import { refuse } from '../http/refuse.js';
import { proposed, seen, type Doing } from './doing.js';
import { performIn, type Performed } from './perform.js';
import type { ShownVersion } from './review.js';
import { ifProven, proveSigner } from './signer-proof.js';
import { fitWords } from './words.js';

interface Signing extends ShownVersion {
  readonly plan: ReleasePlan;
  readonly note: string;
  readonly code: string;
  /** The sign-in attempt whose code was mailed to somebody who was not asked to sign. */
  readonly attempt?: string | undefined;
}

/** The governor's office decides on exactly what was shown. */
export async function signOff(doing: Doing, given: Signing & { readonly decision: SignOffDecision }): Promise<Performed> {
  await seen(doing);
  const { context, actor } = doing;
  const { version, manifestSha256, decision, plan } = given;
  const proof = await proveSigner(doing, { code: given.code });
  const { assurance } = actor;
  const proposal = {
    ...proposed(doing, { type: 'sign_off', version, decision, manifestSha256, assurance, plan }),
    decision: { note: fitWords('note', given.note), invitationId: proof.invitationId },
  };
  const performed = await performIn(context, async (tx) => ifProven(proof, await proposeAct(tx, proposal)));
  context.metrics.decided('sign_off', decision, assurance);
  return performed;
} // prettier-ignore

/** Signs without the missing reviews, with a reason that stays for ever. */
export async function override(doing: Doing, given: Signing): Promise<Performed> {
  await seen(doing);
  const { context, actor } = doing;
  const { version, manifestSha256, plan, code, attempt } = given;
  const proof = await proveSigner(doing, { code, attempt: attempt ?? '' });
  const { assurance } = actor;
  const proposal = {
    ...proposed(doing, { type: 'override', version, manifestSha256, assurance, plan }),
    decision: { note: fitWords('reason', given.note), invitationId: proof.invitationId },
  };
  const performed = await performIn(context, async (tx) => ifProven(proof, await proposeAct(tx, proposal)));
  context.metrics.decided('sign_off', 'override', assurance);
  return performed;
}

/** When it goes out, as one value. A moment beside any other word than `at` is refused: one of the two is a mistake. */
export function planOf(release: 'now' | 'at' | 'manual', at: string | undefined): ReleasePlan {
  if (release !== 'at') {
    if (at !== undefined) refuse({ code: 'invalid_request', field: 'at', problem: 'not_chosen' });
    return { when: release };
  }
  return { when: 'at', at: at ?? refuse({ code: 'invalid_request', field: 'at', problem: 'missing' }) };
}
