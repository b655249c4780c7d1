import { CalendarDate, GregorianCalendar, PersianCalendar, toCalendar } from '@internationalized/date';
import type { Instant } from '../domain/instant.js';
import { toAsciiDigits } from '../domain/text/digits.js';

const written = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})[ T،,]+(\d{1,2}):(\d{2})$/;
/** Years up to here are Jalali: nobody plans a release in the Middle Ages. */
const lastJalaliYear = 1700;
const minutesInHour = 60;
/** Iran's offset all year, in minutes. */
const iranOffset = 210;

/**
 * A moment as people type it, in Tehran's time: «۱۴۰۵/۰۹/۰۲ ۰۸:۰۰» (Jalali) or 2026-11-23 08:00 (Gregorian), in the
 * digits of any script. Null for anything else, and for days and hours that do not exist.
 */
export function parseMoment(text: string): Instant | null {
  const match = written.exec(toAsciiDigits(text).trim());
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const calendar = year < lastJalaliYear ? new PersianCalendar() : new GregorianCalendar();
  const date = new CalendarDate(calendar, year, month, day);
  // The library pulls a 31st of Mehr back into its month; we refuse it.
  if (date.year !== year || date.month !== month || date.day !== day || hour > 23 || minute > 59) return null;
  const { year: y, month: m, day: d } = toCalendar(date, new GregorianCalendar());
  return new Date(Date.UTC(y, m - 1, d, 0, hour * minutesInHour + minute - iranOffset)).toISOString();
}
