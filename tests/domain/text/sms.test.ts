import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { countSms, splitSms } from '../../../domain/text/sms.js';

describe('parts of a short text', () => {
  test.each([
    [0, 0], [1, 1], [70, 1], [71, 2], [134, 2], [135, 3], [201, 3], [202, 4],
  ])('%d Persian letters are %d parts', (letters, parts) => {
    expect(countSms('آ'.repeat(letters)).parts).toBe(parts);
  }); // prettier-ignore
  test.each([[160, 1], [161, 2], [306, 2], [307, 3]])('%d Latin letters are %d parts', (letters, parts) => {
    expect(countSms('a'.repeat(letters))).toMatchObject({ coding: 'gsm7', parts });
  }); // prettier-ignore
  test('ZWNJ counts, and makes the text UCS-2 like any Persian letter', () => {
    expect(countSms('می‌شود')).toEqual({ coding: 'ucs2', units: 6, parts: 1, left: 64 });
  });
  test('extension characters cost two', () => {
    expect(countSms('{€}').units).toBe(6);
    expect(countSms('€'.repeat(80)).parts).toBe(1);
    expect(countSms('€'.repeat(81)).parts).toBe(2);
  });
  test('an extension character that does not fit goes whole into the next part', () => {
    expect(splitSms(`${'a'.repeat(152)}€${'a'.repeat(20)}`).map((part) => part.length)).toEqual([152, 21]);
  });
  test('an emoji is two units and never divided', () => {
    expect(splitSms(`${'آ'.repeat(66)}🚒${'آ'.repeat(10)}`).map((part) => part.length)).toEqual([66, 12]);
  });
  test('parts joined are the text, each within its room and well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const parts = splitSms(text);
        expect(parts.join('')).toBe(text);
        expect(parts.every((part) => part.isWellFormed())).toBe(true);
        expect(parts.length).toBe(countSms(text).parts);
      }),
    );
  });
});
