import type { Router } from 'express';
import { createOverride, createSignOff } from '../../contract/sign-off.js';
import { actAnswer } from '../acts/perform.js';
import { override, planOf, signOff } from '../acts/sign-off.js';
import type { Context } from '../context.js';
import { serve } from '../http/serve.js';
import { doingOf } from './doing-of.js';

export function signOffRoutes(router: Router, context: Context): void {
  serve(router, context, createSignOff, async ({ params, body }, call) => {
    const { release, at, note = '', code = '', ...shown } = body;
    const plan = planOf(release, at);
    return actAnswer(
      context,
      params.id,
      await signOff(doingOf(call, params), { ...shown, plan, note, code }),
    );
  });

  serve(router, context, createOverride, async ({ params, body }, call) => {
    const { release, at, reason: note, code = '', ...shown } = body;
    const plan = planOf(release, at);
    const attempt = context.cookies.signIn.read(call.req) ?? '';
    const performed = await override(doingOf(call, params), { ...shown, plan, note, code, attempt });
    return actAnswer(context, params.id, performed);
  });
}
