import type { DuePrompt } from './clocks.js';
import { reminderAt, type Reminders } from './reminders.js';
import type { AnnouncementState, Seat, VersionInFlight } from './state.js';
import { isOpen, nextCandidate } from './version.js';
import { after } from '../instant.js';
import { milliseconds } from '../policy/duration.js';

/** Reminders of one open seat; they end where the office is told, who then acts. */
export function seatReminders(version: VersionInFlight, seat: Seat): Reminders {
  const { remind_every, office_after } = version.policy.review.clock;
  return { from: seat.openedAt, every: milliseconds(remind_every), until: milliseconds(office_after) };
}

/** What the clocks of the open seats will do next, each seat counting from when it was opened or reopened. */
export function reviewPrompts({ status, version }: AnnouncementState): DuePrompt[] {
  if (status !== 'in_review' || !version) return [];
  return version.seats.filter(isOpen).flatMap((seat) => seatPrompts(version, seat));
}

function seatPrompts(version: VersionInFlight, seat: Seat): DuePrompt[] {
  const { stand_in_after, office_after } = version.policy.review.clock;
  const { remindedTimes, standInAsked, officeTold } = seat.prompts;
  const prompts: DuePrompt[] = [];
  const times = remindedTimes + 1;
  const reminder = reminderAt(seatReminders(version, seat), times);
  if (reminder) prompts.push({ at: reminder, prompt: { type: 'remind', seat: seat.seat, times } });
  if (!standInAsked && nextCandidate(version, seat) !== undefined) {
    const at = after(seat.openedAt, milliseconds(stand_in_after));
    prompts.push({ at, prompt: { type: 'ask_stand_in', seat: seat.seat } });
  }
  if (!officeTold) {
    const at = after(seat.openedAt, milliseconds(office_after));
    prompts.push({ at, prompt: { type: 'tell_office', seat: seat.seat } });
  }
  return prompts;
}
