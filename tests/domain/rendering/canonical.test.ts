import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '../../../domain/rendering/canonical.js';

describe('canonical bytes (RFC 8785)', () => {
  test('keys are sorted by UTF-16 units at every depth, without spaces', () => {
    expect(canonicalJson({ b: [1, { d: null, c: true }], a: 'آ', '\u20ac': 1, '\r': 2, '1': 3 })).toBe(
      '{"\\r":2,"1":3,"a":"آ","b":[1,{"c":true,"d":null}],"€":1}',
    );
  });
  test('numbers are written as ECMAScript writes them', () => {
    expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, -0, 1e-27])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,0,1e-27]',
    );
  });
  test('order of writing makes no difference, a value does', () => {
    expect(canonicalJson({ x: 1, y: 2 })).toBe(canonicalJson({ y: 2, x: 1 }));
    expect(canonicalJson({ x: 1, y: 2 })).not.toBe(canonicalJson({ x: 1, y: 3 }));
  });
  test.each([
    [undefined], [{ a: undefined }], [NaN], [Infinity], [10n], [() => 1], [new Date(0)], [new Map()], ['\uD800'], [{ '\uD800': 1 }], [[undefined]],
  ])('%p is refused', (value) => {
    expect(() => canonicalJson(value)).toThrow('not canonical');
  }); // prettier-ignore
});
