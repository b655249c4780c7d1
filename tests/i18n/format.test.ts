import { describe, expect, test } from '@jest/globals';
import {
  formatAnnouncementNumber, formatClock, formatDate, formatDuration, formatNumber, formatPercent, formatReleasedAt,
  formatRfc822, formatTableTime, formatTimeLeft, jalaliYear,
} from '../../i18n/format.js'; // prettier-ignore

const eight = '2026-11-23T04:30:00.000Z';

describe('moments are Tehran’s, whatever zone the computer is in', () => {
  test('in words', () => {
    expect(formatReleasedAt(eight, 'fa')).toBe('دوشنبه ۲ آذر ۱۴۰۵، ساعت ۰۸:۰۰');
    expect(formatReleasedAt(eight, 'en')).toBe('Monday 23 November 2026, 08:00');
  });
  test('in tables', () => {
    expect(formatTableTime(eight, 'fa')).toBe('۱۴۰۵/۰۹/۰۲ ۰۸:۰۰');
    expect(formatTableTime(eight, 'en')).toBe('2026-11-23 08:00');
    expect(formatClock(eight, 'fa')).toBe('۰۸:۰۰');
  });
  test('midnight is hour 00 of the new day, +03:30 in summer and winter', () => {
    expect(formatTableTime('2026-06-30T20:30:00.000Z', 'fa')).toBe('۱۴۰۵/۰۴/۱۰ ۰۰:۰۰');
    expect(formatTableTime('2026-12-31T20:29:59.000Z', 'en')).toBe('2026-12-31 23:59');
  });
  test.each([
    ['2026-03-20T20:30:00.000Z', 'شنبه ۱ فروردین ۱۴۰۵', 1405],
    ['2026-03-20T20:29:59.000Z', 'جمعه ۲۹ اسفند ۱۴۰۴', 1404],
    ['2025-03-20T12:00:00.000Z', 'پنجشنبه ۳۰ اسفند ۱۴۰۳', 1403],
    ['2025-12-29T00:00:00.000Z', 'دوشنبه ۸ دی ۱۴۰۴', 1404],
  ])('%s is %s', (instant, date, year) => {
    expect(formatDate(instant, 'fa')).toBe(date);
    expect(jalaliYear(instant)).toBe(year);
  });
  test('for RSS', () => {
    expect(formatRfc822(eight)).toBe('Mon, 23 Nov 2026 08:00:00 +0330');
    expect(formatRfc822('2026-09-05T20:30:00.000Z')).toBe('Sun, 06 Sep 2026 00:00:00 +0330');
  });
});

describe('numbers', () => {
  test('have Persian digits and separators', () => {
    expect(formatNumber(24312.5, 'fa')).toBe('۲۴٬۳۱۲٫۵');
    expect(formatNumber(24312.5, 'en')).toBe('24,312.5');
    expect(formatPercent(0.354, 'fa')).toBe('۳۵٪');
    expect(formatPercent(0.354, 'en')).toBe('35%');
  });
  test('an announcement’s number names its year where the counter is one year’s', () => {
    expect(formatAnnouncementNumber(1203, null, 'fa')).toBe('۱۲۰۳');
    expect(formatAnnouncementNumber(12, 1405, 'fa')).toBe('۱۲ سال ۱۴۰۵');
    expect(formatAnnouncementNumber(12, 1405, 'en')).toBe('12 of 1405');
  });
});

describe('time left', () => {
  test.each([
    ['2026-11-23T04:38:30.000Z', '۸ دقیقه مانده', '8 minutes left'],
    ['2026-11-23T04:30:59.000Z', 'کمتر از یک دقیقه مانده', 'less than a minute left'],
    ['2026-11-23T05:35:00.000Z', '۱ ساعت و ۵ دقیقه مانده', '1 hour and 5 minutes left'],
    ['2026-11-25T04:30:00.000Z', '۲ روز مانده', '2 days left'],
    ['2026-11-23T04:27:00.000Z', '۳ دقیقه گذشته', '3 minutes past'],
  ])('until %s', (deadline, fa, en) => {
    expect(formatTimeLeft(eight, deadline, 'fa')).toBe(fa);
    expect(formatTimeLeft(eight, deadline, 'en')).toBe(en);
  });
  test('shows two units at most', () => {
    expect(formatDuration(86_400_000 + 3_600_000 + 60_000, 'fa')).toBe('۱ روز و ۱ ساعت');
  });
});
