import { toAsciiDigits } from '../../domain/text/digits.js';

/** A code as a person typed it: any digits, with or without spaces and dashes between them. */
export const typedCode = (text: string | undefined): string =>
  toAsciiDigits(text ?? '').replace(/[\s\u200c\u200e\u200f\u00a0-]/g, '');
