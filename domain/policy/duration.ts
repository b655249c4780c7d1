import type { IsoDuration } from './policy.js';

const pattern = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;
const unitMilliseconds = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000];

/**
 * An ISO 8601 duration in milliseconds: `PT10M`, `PT0.3S`, `P1DT2H`; null for anything else.
 * Months and years are refused because their length depends on the calendar; a day is 24 hours.
 */
export function parseDuration(text: string): number | null {
  const parts = pattern.exec(text)?.slice(1);
  if (!parts || text.endsWith('T') || parts.every((part) => part === undefined)) return null;
  const total = parts.reduce((sum, part, unit) => sum + Number(part ?? 0) * (unitMilliseconds[unit] ?? 0), 0);
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : null;
}

/** The same for a duration of a policy that was checked already; throws where it was not. */
export function milliseconds(duration: IsoDuration): number {
  const parsed = parseDuration(duration);
  if (parsed === null) throw new RangeError(`not a duration: ${duration}`);
  return parsed;
}
