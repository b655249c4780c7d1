import { describe, expect, test } from '@jest/globals';
import { checkName, checkText } from '../../../domain/text/check.js';
import { normaliseText } from '../../../domain/text/normalise.js';

const persian = { limit: 100, language: 'fa' } as const;
const english = { limit: 100, language: 'en' } as const;

describe('a text is normalised once', () => {
  test('line ends of every system become LF, and TAB stays', () => {
    expect(normaliseText('الف\r\nب\rپ\n\tت')).toBe('الف\nب\nپ\n\tت');
  });
  test('letters are composed, and ZWNJ stays', () => {
    expect(normaliseText('e\u0301')).toBe('\u00E9');
    expect(normaliseText('می\u200Cشود')).toBe('می\u200Cشود');
  });
});

describe('a text that must be there', () => {
  test.each(['', ' \n\t', '\u200C', '\u200B\u2060', '\uFEFF', '\u{E0041}\u{E0042}', '\u061C'])(
    '%j shows nothing',
    (text) => {
      const refusals = checkText('headline', text, { ...persian, required: true });
      expect(refusals).toEqual([{ code: 'text_empty', field: 'headline' }]);
    },
  );
});

describe('what a text may hold', () => {
  test.each([
    ['Persian with ZWNJ, digits and a telephone number', 'آب شهر از ساعت ۱۸ قطع می‌شود؛ ۱۲۲ یا 034-31112222'],
    ['Arabic, Kurdish and Thai', 'عَرَبيّ کوردی ภาษาไทย'],
    ['emoji with joiners', '🚒👨‍👩‍👧'],
    ['TAB and LF', 'یک\n\tدو'],
    ['isolates, since Persian is written from right to left', '\u2066ABC\u2069'],
  ])('%s', (_, text) => {
    expect(checkText('body', text, persian)).toEqual([]);
  });

  test.each([
    ['NUL', 'a\u0000b', 'text_control_character'],
    ['BEL', 'a\u0007b', 'text_control_character'],
    ['NEL, a C1 control', 'a\u0085b', 'text_control_character'],
    ['a non-character', 'a\uFFFEb', 'text_control_character'],
    ['a lone high surrogate', 'a\uD83D', 'text_lone_surrogate'],
    ['a lone low surrogate', '\uDE92a', 'text_lone_surrogate'],
    ['a right-to-left override', 'a\u202Eb', 'text_bidi_override'],
    ['an embedding', 'a\u202Ab', 'text_bidi_override'],
  ])('%s is refused by name', (_, text, code) => {
    expect(checkText('texts.fa.body', text, persian)).toEqual([{ code, field: 'texts.fa.body' }]);
  });

  test('isolates are refused in English, where they only mislead', () => {
    expect(checkText('body', '\u2066ABC\u2069', english)).toEqual([
      { code: 'text_isolate_in_ltr', field: 'body' },
    ]);
  });
  test('a headline is one line: a line end would end a mail header', () => {
    expect(checkText('headline', 'الف\nBcc: x@y.example', { ...persian, oneLine: true })).toEqual([
      { code: 'text_control_character', field: 'headline' },
    ]);
  });
  test('a required text of blanks is empty', () => {
    expect(checkText('body', ' \n', { ...persian, required: true })).toEqual([
      { code: 'text_empty', field: 'body' },
    ]);
  });
  test('the limit counts UTF-16 units and is named', () => {
    expect(checkText('body', 'آ'.repeat(100), persian)).toEqual([]);
    expect(checkText('body', '🚒'.repeat(51), persian)).toEqual([
      { code: 'text_too_long', field: 'body', limit: 100 },
    ]);
  });
  test('every reason comes at once', () => {
    const codes = checkText('body', '\u0000\u202E\uD800'.repeat(40), persian).map(({ code }) => code);
    expect(codes).toEqual([
      'text_lone_surrogate',
      'text_control_character',
      'text_bidi_override',
      'text_too_long',
    ]);
  });
});

describe('a name holds nothing that nobody sees', () => {
  test('ZWNJ is spelling', () => {
    expect(checkName('name', 'آتش‌نشانی', persian)).toEqual([]);
  });
  test.each(['\u200B', '\u00AD', '\uFEFF', '\u200E', '\u{E0041}'])(
    'hidden character %j is refused',
    (hidden) => {
      expect(checkName('name', `پلیس${hidden}`, persian)).toEqual([
        { code: 'text_control_character', field: 'name' },
      ]);
    },
  );
});
