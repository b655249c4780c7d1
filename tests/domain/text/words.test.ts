import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { toAsciiDigits, toPersianDigits } from '../../../domain/text/digits.js';
import { fold, foldLetters } from '../../../domain/text/fold.js';
import { hasRefusedMarkup } from '../../../domain/text/markup.js';
import { countWords, tokens, visiblePieces } from '../../../domain/text/words.js';

const anyText = fc.string({ unit: 'grapheme' });

describe('digits', () => {
  test('of three scripts become ASCII, and back Persian', () => {
    expect(toAsciiDigits('۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ 0123456789')).toBe('0123456789 0123456789 0123456789');
    expect(toPersianDigits('0123456789 ٠١٢٣٤٥٦٧٨٩ ۱')).toBe('۰۱۲۳۴۵۶۷۸۹ ۰۱۲۳۴۵۶۷۸۹ ۱');
  });
});

describe('folding', () => {
  test('Arabic ي and ك are their Persian sisters, and ZWNJ does not divide', () => {
    expect(foldLetters('كتاب‌هاي')).toBe(foldLetters('کتابهای'));
  });
  test('comparing keeps case and digits, looking for does not', () => {
    expect(foldLetters('Flood ۱۲')).toBe('Flood ۱۲');
    expect(fold('Flood ۱۲')).toBe('flood 12');
    expect(fold('خانهٔ مُحَمَّد')).toBe(fold('خانه محمد'));
  });
});

describe('words', () => {
  test('letters, marks, digits and ZWNJ stay together', () => {
    expect(tokens('آب می‌شود، ساعت ۱۸:۳۰.')).toEqual([
      'آب',
      ' ',
      'می‌شود',
      '،',
      ' ',
      'ساعت',
      ' ',
      '۱۸',
      ':',
      '۳۰',
      '.',
    ]);
    expect(tokens('بیانیهٔ اولیه')).toEqual(['بیانیهٔ', ' ', 'اولیه']);
  });
  test('an emoji is one sign, never half of one', () => {
    expect(tokens('🚒!')).toEqual(['🚒', '!']);
  });
  test('joined again they are the text', () => {
    fc.assert(fc.property(anyText, (text) => tokens(text).join('') === text));
  });
  test('are counted as a reader counts', () => {
    expect(countWords('آب می‌شود؛ ۲ ساعت.')).toBe(4);
  });
  test('hidden characters are cut out for the reviewer to see', () => {
    expect(visiblePieces('الف\u2067ب')).toEqual([
      { text: 'الف', hidden: false },
      { text: '\u2067', hidden: true },
      { text: 'ب', hidden: false },
    ]);
    fc.assert(fc.property(anyText, (text) => visiblePieces(text).map((piece) => piece.text).join('') === text)); // prettier-ignore
  });
});

describe('markup', () => {
  test.each(['دما < ۵ و فشار > ۲', 'a & b', '[پایگاه](https://x.example)', '**مهم**', '<- و ->', '- الف'])('%j has none that is refused', (text) => {
    expect(hasRefusedMarkup(text)).toBe(false);
  }); // prettier-ignore
  test.each([
    '<b>مهم</b>', '<script>', '<!-- -->', '&amp;', '&#x41;', '![عکس](https://x.example/a.png)', '[x](javascript:alert(1))', '[x](https://x.example "پنهان")',
  ])('%j is refused', (text) => {
    expect(hasRefusedMarkup(text)).toBe(true);
  }); // prettier-ignore
});
