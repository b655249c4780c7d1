import type { Response } from 'express';
import type { NameBook } from '../../database/reference-names.js';
import type { Language } from '../../domain/language.js';
import type { Refusal } from '../../domain/refusal.js';
import { refusalText } from '../../i18n/refusals.js';
import { refusalStatus } from './refusal-status.js';

/** RFC 9457 problem details with every reason, each with its words and its particulars. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly reasons: readonly Reason[];
}
export type Reason = {
  readonly code: string;
  readonly detail: string;
  readonly [particular: string]: unknown;
};

/** Each refusal as a client reads it. */
export const reasonsOf = (refusals: readonly Refusal[], language: Language, names?: NameBook): Reason[] =>
  refusals.map((refusal) => ({ ...refusal, detail: refusalText(refusal, language, names) }));

/** The first refusal gives status, code and title; all of them stand in `reasons`. */
export function problemOf(refusals: readonly Refusal[], language: Language, names?: NameBook): Problem {
  const [first = { code: 'internal' } as const] = refusals;
  const reasons = reasonsOf(refusals.length > 0 ? refusals : [first], language, names);
  return {
    type: `urn:eblagh:refusal:${first.code}`,
    title: reasons[0]?.detail ?? '',
    status: refusalStatus[first.code],
    detail: reasons.map(({ detail }) => detail).join('\n'),
    code: first.code,
    reasons,
  };
}

/** Ids of announcements that the sentences of these refusals mention. */
export const mentioned = (refusals: readonly Refusal[]): string[] =>
  refusals.flatMap((refusal) => [
    ...('target' in refusal ? [refusal.target] : []),
    ...(refusal.code === 'target_already_replaced' ? [refusal.by] : []),
  ]);

/** Sets what a refusal says in headers: when to come back, and how to sign in. */
export function refusalHeaders(res: Response, refusals: readonly Refusal[]): void {
  for (const refusal of refusals) {
    if ('retryAfter' in refusal) res.set('Retry-After', String(Math.max(1, Math.ceil(refusal.retryAfter))));
    if (refusal.code === 'not_signed_in') res.set('WWW-Authenticate', 'Bearer realm="eblagh"');
    if (refusal.code === 'precondition_failed') res.set('ETag', `"${refusal.current}"`);
  }
}
