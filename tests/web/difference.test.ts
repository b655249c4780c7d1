import { describe, expect, test } from '@jest/globals';
import { array, assert, constantFrom, property } from 'fast-check';
import { type Difference, compareWords } from '../../web/shared/difference.js';

const joined = (difference: Difference, side: 'added' | 'removed'): string =>
  difference.outcome === 'words'
    ? difference.changes
        .filter(({ kind }) => kind === 'same' || kind === side)
        .map(({ text }) => text)
        .join('')
    : '';

describe('comparing by words', () => {
  test('a changed word changes whole, never inside', () => {
    expect(compareWords('مدرسه‌ها فردا باز می‌شود', 'مدرسه‌ها فردا بسته می‌شود')).toEqual({
      outcome: 'words',
      changes: [
        { kind: 'same', text: 'مدرسه‌ها فردا ' },
        { kind: 'removed', text: 'باز' },
        { kind: 'added', text: 'بسته' },
        { kind: 'same', text: ' می‌شود' },
      ],
    });
  });

  test('the same text has no difference', () => {
    expect(compareWords('سیل', 'سیل')).toEqual({ outcome: 'nothing' });
  });

  test('letters that only look alike are told apart from words', () => {
    expect(compareWords('كتاب‌هاي', 'کتاب‌های')).toEqual({ outcome: 'letters_only' });
  });

  test('a changed digit is a changed word', () => {
    expect(compareWords('ساعت ۱۸', 'ساعت ۱۹')).toMatchObject({ outcome: 'words' });
  });

  test('texts that have nothing in common are not compared word by word', () => {
    const long = (seed: string) => Array.from({ length: 5000 }, (_, index) => `${seed}${index}`).join(' ');
    expect(compareWords(long('الف'), long('ب'))).toEqual({ outcome: 'too_much' });
  });

  test('the new text can always be read from the difference, letter by letter', () => {
    const words = array(constantFrom('آب', 'می‌شود', 'ي', 'ی', '۱۲', '،', '\n', '  ')).map((all) =>
      all.join(' '),
    );
    assert(
      property(words, words, (before, after) => {
        const difference = compareWords(before, after);
        if (difference.outcome === 'words') expect(joined(difference, 'added')).toBe(after);
        else expect(difference.outcome).toBe(before === after ? 'nothing' : 'letters_only');
      }),
    );
  });
});
