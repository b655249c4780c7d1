import { expect, test } from '@jest/globals';
import { milliseconds, parseDuration } from '../../../domain/policy/duration.js';

test.each([
  ['PT10M', 600_000],
  ['PT0.3S', 300],
  ['PT1.25S', 1250],
  ['P1DT2H', 93_600_000],
  ['P2W', 1_209_600_000],
  ['PT0S', 0],
  ['PT1H30M15S', 5_415_000],
])('%s is %d milliseconds', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each([
  'P1M', 'P1Y', 'P', 'PT', 'P1DT', 'PT5', '10M', 'PT-5M', '-PT5M', 'PT1.5M', 'pt5m', ' PT5M', 'PT5M ', 'PT5S10M', 'PT0.3333S', '',
  'PT99999999999999999999H', 'PT۵M',
])('%s is refused', (text) => {
  expect(parseDuration(text)).toBeNull();
}); // prettier-ignore

test('a rule that meets an unchecked duration says so', () => {
  expect(milliseconds('PT5M')).toBe(300_000);
  expect(() => milliseconds('P1M')).toThrow(RangeError);
});
