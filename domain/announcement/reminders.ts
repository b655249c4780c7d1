import { after, between, type Instant } from '../instant.js';

/** Reminders at every multiple of `every` milliseconds after `from`, as long as they come before `until` milliseconds. */
export interface Reminders {
  readonly from: Instant;
  readonly every: number;
  readonly until: number;
}

/** When the reminder with this number (from 1) is due; null when another step of the clock comes first. */
export function reminderAt({ from, every, until }: Reminders, times: number): Instant | null {
  return times * every < until ? after(from, times * every) : null;
}

/** The number of the last reminder due by `now`: those missed while nobody looked become this one. */
export function lastReminderBy({ from, every, until }: Reminders, now: Instant): number {
  const most = Math.ceil(until / every) - 1;
  return Math.min(most, Math.floor(between(from, now) / every));
}
