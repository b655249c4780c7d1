import { toAsciiDigits } from './digits.js';

/** Arabic letters that look like their Persian sisters: ي ى → ی, ك → ک, ۀ and هٔ → ه, ة stays. */
const sisters: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک', ۀ: 'ه' };
const zwnj = /\u200C/g;
/** Vowel marks, the small hamza, the superscript alef and the tatweel: optional in writing. */
const optionalMarks = /[\u064B-\u0655\u0670\u0640]/g;

/**
 * A text as two writers would both have typed it: letters that only look alike folded, ZWNJ gone. For comparing two
 * texts; what is shown and hashed is always the real text.
 */
export function foldLetters(text: string): string {
  return text.normalize('NFC').replace(/[يىكۀ]/g, (letter) => sisters[letter] ?? letter).replace(zwnj, ''); // prettier-ignore
}

/** A text as one looks for it: letters folded, also case, digits of the three scripts and optional marks. */
export function fold(text: string): string {
  return toAsciiDigits(foldLetters(text)).replace(optionalMarks, '').toLowerCase();
}
