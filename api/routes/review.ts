import type { Router } from 'express';
import { createObjection, createRetraction, createReview, createWaiver } from '../../contract/review.js';
import { actAnswer } from '../acts/perform.js';
import { object, retract, review, waive } from '../acts/review.js';
import type { Context } from '../context.js';
import { serve } from '../http/serve.js';
import { doingOf } from './doing-of.js';

export function reviewRoutes(router: Router, context: Context): void {
  serve(router, context, createReview, async ({ params, body }, call) => {
    const { seat = null, note = '', ...shown } = body;
    return actAnswer(context, params.id, await review(doingOf(call, params), { ...shown, seat, note }));
  });

  serve(router, context, createObjection, async ({ params, body: { version, seat = null, note } }, call) =>
    actAnswer(context, params.id, await object(doingOf(call, params), version, seat, note)),
  );

  serve(router, context, createRetraction, async ({ params, body: { decision, note } }, call) =>
    actAnswer(context, params.id, await retract(doingOf(call, params), decision, note)),
  );

  serve(router, context, createWaiver, async ({ params, body: { seat, reason } }, call) =>
    actAnswer(context, params.id, await waive(doingOf(call, params), seat, reason)),
  );
}
