import { toPersianDigits } from '../domain/text/digits.js';
import { type Instant, between } from '../domain/instant.js';
import type { Language } from '../domain/language.js';

/** Everything is shown in the province's time: +03:30 all year. */
const timeZone = 'Asia/Tehran';
const locales: Record<Language, string> = {
  fa: 'fa-IR-u-ca-persian-nu-arabext',
  en: 'en-GB-u-ca-gregory-nu-latn',
};
const minute = 60_000;

type Field = 'weekday' | 'day' | 'month' | 'year' | 'hour' | 'minute' | 'second';

function formatters(options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  const make = (locale: string) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone, hourCycle: 'h23' });
  return { fa: make(locales.fa), en: make(locales.en) };
}

const longForm = formatters({
  weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit',
}); // prettier-ignore
const tableForm = formatters({
  day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit',
}); // prettier-ignore

function fieldsOf(format: Intl.DateTimeFormat, instant: Instant): Record<Field, string> {
  const parts = format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]);
  return Object.fromEntries(parts) as Record<Field, string>;
}

/** «دوشنبه ۲ آذر ۱۴۰۵» or "Monday 23 November 2026". Intl's own order is wrong in Persian, so it is built from parts. */
export function formatDate(instant: Instant, language: Language): string {
  const { weekday, day, month, year } = fieldsOf(longForm[language], instant);
  return `${weekday} ${day} ${month} ${year}`;
}

/** «۰۸:۰۰» in Tehran. */
export function formatClock(instant: Instant, language: Language): string {
  const fields = fieldsOf(tableForm[language], instant);
  return `${fields.hour}:${fields.minute}`;
}

/** «دوشنبه ۲ آذر ۱۴۰۵، ساعت ۰۸:۰۰» or "Monday 23 November 2026, 08:00": how a released text says when. */
export function formatReleasedAt(instant: Instant, language: Language): string {
  return `${formatDate(instant, language)}${language === 'fa' ? '، ساعت' : ','} ${formatClock(instant, language)}`;
}

/** «۱۴۰۵/۰۹/۰۲ ۰۸:۰۰» or "2026-11-23 08:00", for tables. */
export function formatTableTime(instant: Instant, language: Language): string {
  const { year, month, day } = fieldsOf(tableForm[language], instant);
  const date = [year, month, day].join(language === 'fa' ? '/' : '-');
  return `${date} ${formatClock(instant, language)}`;
}

/** The Jalali year of a moment in Tehran, as a number: 1405. The office's counter starts anew with it. */
export function jalaliYear(instant: Instant): number {
  return Number(jalali.formatToParts(new Date(instant)).find(({ type }) => type === 'year')?.value);
}
const jalali = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { year: 'numeric', timeZone });

const numberFormats: Record<Language, Intl.NumberFormat> = {
  fa: new Intl.NumberFormat('fa-IR-u-nu-arabext', { maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en-GB-u-nu-latn', { maximumFractionDigits: 2 }),
};

/** «۲۴٬۳۱۲» or "24,312"; at most two decimals. */
export function formatNumber(value: number, language: Language): string {
  return numberFormats[language].format(value);
}

/** «۳۵٪» or "35%" of a share between 0 and 1. */
export function formatPercent(share: number, language: Language): string {
  return `${formatNumber(Math.round(share * 100), language)}${language === 'fa' ? '٪' : '%'}`;
}

/** Digits of a language, without grouping: for numbers that are names (announcement 3, version 2, years). */
export function digits(value: number | string, language: Language): string {
  return language === 'fa' ? toPersianDigits(String(value)) : String(value);
}

/** The number of a released text: «۳», or «۱۲ سال ۱۴۰۵» where the counter is one year's. */
export function formatAnnouncementNumber(number: number, year: number | null, language: Language): string {
  const bare = digits(number, language);
  if (year === null) return bare;
  return language === 'fa' ? `${bare} سال ${digits(year, language)}` : `${bare} of ${year}`;
}

const unitWords = {
  fa: { day: () => 'روز', hour: () => 'ساعت', minute: () => 'دقیقه', and: ' و ' },
  en: {
    day: (n: number) => (n === 1 ? 'day' : 'days'),
    hour: (n: number) => (n === 1 ? 'hour' : 'hours'),
    minute: (n: number) => (n === 1 ? 'minute' : 'minutes'),
    and: ' and ',
  },
};

/** A length of time in words, in its two greatest units: «۱ ساعت و ۵ دقیقه»; under a minute «کمتر از یک دقیقه». */
export function formatDuration(milliseconds: number, language: Language): string {
  const total = Math.floor(milliseconds / minute);
  if (total < 1) return language === 'fa' ? 'کمتر از یک دقیقه' : 'less than a minute';
  const amounts = { day: Math.floor(total / 1440), hour: Math.floor(total / 60) % 24, minute: total % 60 };
  const words = unitWords[language];
  const said = (['day', 'hour', 'minute'] as const)
    .filter((unit) => amounts[unit] > 0)
    .slice(0, 2)
    .map((unit) => `${formatNumber(amounts[unit], language)} ${words[unit](amounts[unit])}`);
  return said.join(words.and);
}

/** «۸ دقیقه مانده» before a deadline, «۳ دقیقه گذشته» after it. */
export function formatTimeLeft(now: Instant, deadline: Instant, language: Language): string {
  const left = between(now, deadline);
  const length = formatDuration(Math.abs(left), language);
  if (language === 'fa') return `${length} ${left >= 0 ? 'مانده' : 'گذشته'}`;
  return left >= 0 ? `${length} left` : `${length} past`;
}

const rfc822 = new Intl.DateTimeFormat('en-GB-u-ca-gregory-nu-latn', {
  weekday: 'short', day: '2-digit', month: 'short', year: 'numeric',
  hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone,
}); // prettier-ignore

/** `Mon, 23 Nov 2026 08:00:00 +0330`, the form RSS 2.0 asks for (RFC 822 §5 with a year of four digits). */
export function formatRfc822(instant: Instant): string {
  const { weekday, day, month, year, hour, minute, second } = fieldsOf(rfc822, instant);
  return `${weekday}, ${day} ${month?.slice(0, 3)} ${year} ${hour}:${minute}:${second} +0330`;
}
