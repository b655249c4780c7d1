import type { Router } from 'express';
import { createOverride, createSignOff } from '../../contract/sign-off.js';
import { proposeAct, type Proposal } from '../../database/acts.js';
import type { ReleasePlan } from '../../domain/announcement/state.js';
import type { Context } from '../context.js';
import { refuse } from '../http/refuse.js';
import { serve } from '../http/serve.js';
import { actAnswer, perform, performIn } from '../perform.js';
import { ifProven, proveSigner } from '../signer-code.js';
import { readableAnnouncement } from '../views/announcement.js';
import { fitWords } from './words.js';

export function signOffRoutes(router: Router, context: Context): void {
  const { db } = context;

  serve(router, context, createSignOff, async ({ params, body }, { actor, id }) => {
    await readableAnnouncement(db, actor.person, params.id);
    const { version, manifestSha256, decision, note } = body;
    const { assurance } = actor;
    const proof = await proveSigner(context, params.id, actor, body.code, id);
    const proposal: Proposal = {
      id,
      announcement: params.id,
      by: actor.person,
      body: { type: 'sign_off', version, decision, manifestSha256, assurance, plan: planOf(body) },
      decision: { note: fitWords('note', note), invitationId: proof.invitationId },
    };
    const performed = await performIn(context, async (tx) => ifProven(proof, await proposeAct(tx, proposal)));
    context.metrics.decided('sign_off', decision, assurance);
    return actAnswer(context, params.id, performed);
  });

  serve(router, context, createOverride, async ({ params, body }, { actor, id }) => {
    await readableAnnouncement(db, actor.person, params.id);
    const { version, manifestSha256 } = body;
    const { assurance } = actor;
    const performed = await perform(context, {
      id,
      announcement: params.id,
      by: actor.person,
      body: { type: 'override', version, manifestSha256, assurance, plan: planOf(body) },
      decision: { note: fitWords('reason', body.reason), invitationId: null },
    });
    context.metrics.decided('sign_off', 'override', assurance);
    return actAnswer(context, params.id, performed);
  });
}

/** When it goes out, as one value. */
export function planOf({ release, at }: { release: 'now' | 'at' | 'manual'; at?: string | undefined }): ReleasePlan {
  if (release !== 'at') return { when: release };
  return { when: 'at', at: at ?? refuse({ code: 'invalid_request', field: 'at', problem: 'missing' }) };
} // prettier-ignore
