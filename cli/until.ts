import {
  CalendarDate,
  GregorianCalendar,
  parseDate,
  PersianCalendar,
  toCalendar,
  toZoned,
} from '@internationalized/date';

/** Jalali years are below, Gregorian years above. */
const BETWEEN_THE_CALENDARS = 1700;

/**
 * The end of a day in Tehran as an instant: `2027-03-20`, or Jalali `1405-12-29`; digits of any script come in as ASCII.
 * Null for what is no date in its calendar.
 */
export function endOfDay(text: string): string | null {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  try {
    const jalali = year < BETWEEN_THE_CALENDARS;
    const date = jalali ? new CalendarDate(new PersianCalendar(), year, month, day) : parseDate(text);
    if (date.month !== month || date.day !== day) return null;
    const next = toCalendar(date, new GregorianCalendar()).add({ days: 1 });
    return new Date(toZoned(next, 'Asia/Tehran').toDate().getTime() - 1).toISOString();
  } catch {
    return null;
  }
}
