import { z } from 'zod';
import { InstantIn, Note, Sha256, actAnswers, idParams, none } from './common.js';
import { operation } from './operation.js';

const tag = 'Sign-off';

/** When it goes out: at once, at `at`, or by a later go. */
const plan = {
  release: z.enum(['now', 'at', 'manual']).default('now'),
  at: InstantIn.optional().meta({ description: 'The moment, where release is `at`' }),
};
const Code = z.string().max(40).meta({ description: 'The six digits from your mail, in any digits' });

export const createSignOff = operation({
  id: 'createSignOff',
  method: 'post',
  path: '/api/announcements/{id}/sign-offs',
  tag,
  summary: 'Sign, return or refuse exactly the version and hash you were shown',
  scope: 'decide',
  params: idParams,
  query: none,
  body: z.strictObject({
    version: z.number().int().positive(),
    manifestSha256: Sha256,
    decision: z.enum(['sign', 'return', 'refuse']),
    note: Note.optional().meta({ description: 'Required for return and refuse' }),
    code: Code.optional().meta({ description: 'Required with a session; a token needs none' }),
    ...plan,
  }),
  answers: actAnswers,
});

export const createOverride = operation({
  id: 'createOverride',
  method: 'post',
  path: '/api/announcements/{id}/overrides',
  tag,
  summary: 'Sign without the missing reviews, where the policy allows it, with a reason',
  scope: 'decide',
  params: idParams,
  query: none,
  body: z.strictObject({
    version: z.number().int().positive(),
    manifestSha256: Sha256,
    reason: Note,
    code: Code.optional().meta({
      description:
        'Required with a session; from a mail asked for on the desk where you were not asked to sign',
    }),
    ...plan,
  }),
  answers: actAnswers,
});
