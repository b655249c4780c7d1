import { isBlank } from '../../domain/text/characters.js';
import { normaliseText } from '../../domain/text/normalise.js';
import { checkText } from '../../domain/text/check.js';
import { refuse } from '../http/refuse.js';

const LONGEST_WORDS = 5_000;

/** Words a person gives with an act, normalised; refuses what can never be stored or shown as it was typed. */
export function fitWords(field: 'note' | 'reason', text: string | undefined): string | null {
  const normal = normaliseText(text ?? '').trim();
  const refusals = checkText(field, normal, { limit: LONGEST_WORDS, language: 'fa' });
  if (refusals.length > 0) refuse(...refusals);
  return isBlank(normal) ? null : normal;
}

/** A reason as an act carries it: absent where none was given. */
export function words(reason: string | undefined): { readonly reason?: string } {
  const fit = fitWords('reason', reason);
  return fit === null ? {} : { reason: fit };
}
