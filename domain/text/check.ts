import { directionOf, type Language } from '../language.js';
import type { Refusal } from '../refusal.js';
import { bidiOverrides, controls, invisibles, isBlank, isolates } from './characters.js';

export interface TextRule {
  /** Greatest length in UTF-16 units. */
  readonly limit: number;
  /** The language it is written in; isolates have a place in right-to-left text only. */
  readonly language: Language;
  readonly required?: boolean;
  /** Headlines, names and subjects: a line end in them would end a mail header. */
  readonly oneLine?: boolean;
}

type TextCode =
  | 'text_control_character'
  | 'text_lone_surrogate'
  | 'text_bidi_override'
  | 'text_isolate_in_ltr'
  | 'text_empty';

function* codes(text: string, rule: TextRule): Generator<TextCode> {
  if (rule.required && isBlank(text)) yield 'text_empty';
  if (!text.isWellFormed()) yield 'text_lone_surrogate';
  if (controls.test(text) || (rule.oneLine && text.includes('\n'))) yield 'text_control_character';
  if (bidiOverrides.test(text)) yield 'text_bidi_override';
  if (isolates.test(text) && directionOf[rule.language] === 'ltr') yield 'text_isolate_in_ltr';
}

/** Why a normalised text may not be kept, every reason at once (design §8; security facts §4). */
export function checkText(field: string, text: string, rule: TextRule): Refusal[] {
  const refusals: Refusal[] = Array.from(codes(text, rule), (code) => ({ code, field }));
  return text.length > rule.limit
    ? [...refusals, { code: 'text_too_long', field, limit: rule.limit }]
    : refusals;
}

/** Why a name (of a person, an agency, a list) may not be kept: one line, and nothing in it that nobody sees. */
export function checkName(
  field: string,
  name: string,
  rule: Omit<TextRule, 'required' | 'oneLine'>,
): Refusal[] {
  const refusals = checkText(field, name, { ...rule, required: true, oneLine: true });
  return invisibles.test(name) && refusals.length === 0
    ? [{ code: 'text_control_character', field }]
    : refusals;
}
