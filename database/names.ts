import type { Refusal } from '../domain/refusal.js';
import { bidiOverrides, controls, invisibles } from '../domain/text/characters.js';

/** Longest name of a person, an agency or a list, in UTF-16 units. */
export const LONGEST_NAME = 200;

/**
 * What is wrong with a one-line name: empty, too long, line breaks and other controls, and characters nobody sees,
 * with which one name could be made to look like another. ZWNJ is Persian spelling and stays.
 */
export function nameRefusals(field: string, name: string, { empty = false } = {}): Refusal[] {
  const refusals: Refusal[] = [];
  if (!empty && name.trim() === '') refusals.push({ code: 'text_empty', field });
  if (name.length > LONGEST_NAME) refusals.push({ code: 'text_too_long', field, limit: LONGEST_NAME });
  if (!name.isWellFormed()) refusals.push({ code: 'text_lone_surrogate', field });
  if (bidiOverrides.test(name)) refusals.push({ code: 'text_bidi_override', field });
  if (/[\t\n]/.test(name) || controls.test(name) || invisibles.test(name))
    refusals.push({ code: 'text_control_character', field });
  return refusals;
}
