import { describe, expect, test } from '@jest/globals';
import { assert, constantFrom, integer, property } from 'fast-check';
import { languages } from '../../domain/language.js';
import { formatTableTime } from '../../i18n/format.js';
import { parseMoment } from '../../i18n/moment.js';

describe('a moment as people type it', () => {
  test.each([
    ['۱۴۰۵/۰۹/۰۲ ۰۸:۰۰', '2026-11-23T04:30:00.000Z'],
    ['1405/9/2 8:00', '2026-11-23T04:30:00.000Z'],
    ['١٤٠٥/٠٩/٠٢ ٠٨:٠٠', '2026-11-23T04:30:00.000Z'],
    [' 1405-09-02، 08:00 ', '2026-11-23T04:30:00.000Z'],
    ['2026-11-23 08:00', '2026-11-23T04:30:00.000Z'],
    ['2026-11-23T00:00', '2026-11-22T20:30:00.000Z'],
    ['1403/12/30 23:59', '2025-03-20T20:29:00.000Z'],
  ])('%s', (typed, instant) => {
    expect(parseMoment(typed)).toBe(instant);
  });

  test.each([
    '', 'فردا', '1405/09/02', '1405/13/01 08:00', '1405/07/31 08:00', '1404/12/30 08:00', '2026-02-29 08:00', '1405/09/02 24:00',
    '1405/09/02 08:60', '05/09/02 08:00', '1405/00/10 08:00',
  ])('%s is none', (typed) => {
    expect(parseMoment(typed)).toBeNull();
  }); // prettier-ignore

  test('reads back what tables show, to the minute', () => {
    const minute = 60_000;
    // Summer time ended in Iran in 2022.
    const moments = integer({ min: Date.UTC(2023, 0) / minute, max: Date.UTC(2060, 0) / minute });
    assert(
      property(moments, constantFrom(...languages), (minutes, language) => {
        const instant = new Date(minutes * minute).toISOString();
        expect(parseMoment(formatTableTime(instant, language))).toBe(instant);
      }),
    );
  });
});
