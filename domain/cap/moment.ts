import type { Instant } from '../instant.js';

/** Iran's offset all year, in milliseconds and as CAP writes it. */
const iranOffset = 3.5 * 3600_000;

/**
 * A moment in the only lexical form CAP 1.2 allows (§3.3.2): ASCII digits, no fraction, a numeric offset, never `Z`.
 * `2026-11-23T04:30:00.000Z` becomes `2026-11-23T08:00:00+03:30`.
 */
export function capMoment(instant: Instant): string {
  return `${new Date(Date.parse(instant) + iranOffset).toISOString().slice(0, 19)}+03:30`;
}

/** Whether a text has that form and names a real moment. The XSD's own pattern also admits a comma as sign: a slip. */
export function isCapMoment(text: string): boolean {
  return (
    /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}
