/**
 * A moment: UTC, ISO 8601 with milliseconds and `Z` (`2026-11-23T06:10:35.000Z`), so that text order is time order.
 * The domain never reads a clock: every instant comes in as a value.
 */
export type Instant = string;

/** The moment `milliseconds` after `instant`. */
export function after(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}

/** Milliseconds from `from` to `to`; negative when `to` is earlier. */
export function between(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}
