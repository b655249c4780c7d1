import { describe, expect, test } from '@jest/globals';
import { median, percentile, reaches, resultOf, rounded, spread } from '../../bench/result.js';

describe('figures of several runs', () => {
  test('the median is the middle one, however they are ordered', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2);
  });

  test('a percentile is a run that happened: at least that share needed no more', () => {
    const runs = Array.from({ length: 30 }, (_, index) => index + 1);
    expect(percentile(runs, 0.95)).toBe(29);
    expect(percentile(runs, 1)).toBe(30);
    expect(() => percentile([], 0.5)).toThrow('no values');
  });

  test('the spread is the distance of best and worst over the median', () => {
    expect(spread([8, 10, 12])).toBeCloseTo(0.4);
  });

  test('three digits are all that is claimed', () => {
    expect([1234.5, 0.123456, 7].map(rounded)).toEqual([1230, 0.123, 7]);
  });
});

describe('a result', () => {
  const runs = { unit: 'ms', n: 24, ours: [30, 20, 25], baseline: [10, 10, 20] };

  test('of two sides is the ratio of their medians; the spread is that of the ratios run by run', () => {
    expect(resultOf('decision', { atMost: 2 }, runs)).toEqual({
      name: 'decision',
      ratio: 2.5,
      limit: 2,
      ours: 25,
      baseline: 10,
      unit: 'ms',
      n: 24,
      runs: 3,
      spread: 0.875,
    });
  });

  test('of one side may have to hold for more than half of the runs', () => {
    const alone = { unit: 'ms', n: 1, ours: [1, 2, 3, 4], share: 0.95 };
    expect(resultOf('first-mail', { atMost: 500 }, alone)).toMatchObject({ value: 4, baseline: null });
  });

  test('reaches its target from the right side', () => {
    const ratio = (value: number) => resultOf('x', { atMost: 1 }, { ...runs, ours: [value], baseline: [1] });
    expect([reaches(ratio(2), { atMost: 2 }), reaches(ratio(2.01), { atMost: 2 })]).toEqual([true, false]);
    expect([reaches(ratio(0.6), { atLeast: 0.6 }), reaches(ratio(0.59), { atLeast: 0.6 })]).toEqual([true, false]); // prettier-ignore
  });
});
