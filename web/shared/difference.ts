import { diffArrays } from 'diff';
import { foldLetters } from '../../domain/text/fold.js';
import { tokens } from '../../domain/text/words.js';

/** A run of words that both texts have, or only the new or the old one. */
export interface Change {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export type Difference =
  | { readonly outcome: 'nothing' | 'letters_only' | 'too_much' }
  | { readonly outcome: 'words'; readonly changes: readonly Change[] };

/** Beyond this many changed words a comparison helps nobody and costs much. */
const mostChanges = 600;

interface Word {
  readonly text: string;
  readonly folded: string;
}

const wordsOf = (text: string): Word[] =>
  tokens(text).map((token) => ({ text: token, folded: foldLetters(token) }));

/** Compares two texts by whole words; letters that only look alike (ي ی, ك ک, half-spaces) count as the same. */
export function compareWords(before: string, after: string): Difference {
  if (before === after) return { outcome: 'nothing' };
  const changes = diffArrays(wordsOf(before), wordsOf(after), {
    comparator: (a, b) => a.folded === b.folded,
    maxEditLength: mostChanges,
  });
  if (!changes) return { outcome: 'too_much' };
  if (changes.every(({ added, removed }) => !added && !removed)) return { outcome: 'letters_only' };
  return {
    outcome: 'words',
    changes: changes.map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.map(({ text }) => text).join(''),
    })),
  };
}
