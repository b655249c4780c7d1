import { invisibles } from './characters.js';

/** Letters with their marks, digits, ZWNJ and ZWJ stay together; runs of space, and every other sign alone. */
const pieces = /[\p{L}\p{M}\p{N}\u200C\u200D]+|\s+|[^]/gu;
const word = /[\p{L}\p{N}]/u;

/** A text cut into words, spaces and signs for comparing by words; joined again they are the text. */
export function tokens(text: string): string[] {
  return text.match(pieces) ?? [];
}

/** How many words a reader would count: «می‌شود» is one. */
export function countWords(text: string): number {
  return tokens(text).filter((token) => word.test(token)).length;
}

const hidden = new RegExp(`(${invisibles.source}+)`, 'u');

/** A text cut into what is seen and what is not, so that hidden characters can be shown as chips to reviewers. */
export function visiblePieces(text: string): { readonly text: string; readonly hidden: boolean }[] {
  const cut = text.split(hidden);
  return cut
    .map((piece, index) => ({ text: piece, hidden: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
