import type { DuePrompt } from './clocks.js';
import { reminderAt, type Reminders } from './reminders.js';
import type { AnnouncementState, VersionInFlight } from './state.js';
import { signingPosts } from './version.js';
import { after, type Instant } from '../instant.js';
import { milliseconds } from '../policy/duration.js';

/** Reminders of the signature; they end where the last signer's time runs out and the office is told. */
export function signatureReminders(version: VersionInFlight, openedAt: Instant): Reminders {
  const { remind_every, next_signer_after } = version.policy.sign_off.clock;
  const until = milliseconds(next_signer_after) * signingPosts(version).length;
  return { from: openedAt, every: milliseconds(remind_every), until };
}

/** What the clock of the signature will do next: remind, ask the next post, at last tell the office. */
export function signOffPrompts({ status, version }: AnnouncementState): DuePrompt[] {
  const openedAt = version?.signature.openedAt;
  if (status !== 'awaiting_sign_off' || !version || !openedAt) return [];
  const { asked, prompts: done } = version.signature;
  const posts = signingPosts(version).length;
  const step = milliseconds(version.policy.sign_off.clock.next_signer_after);
  const prompts: DuePrompt[] = [];
  const times = done.remindedTimes + 1;
  const reminder = reminderAt(signatureReminders(version, openedAt), times);
  if (reminder) prompts.push({ at: reminder, prompt: { type: 'remind', seat: null, times } });
  if (asked < posts) prompts.push({ at: after(openedAt, asked * step), prompt: { type: 'ask_next_signer' } });
  else if (!done.officeTold) {
    prompts.push({ at: after(openedAt, posts * step), prompt: { type: 'tell_office', seat: null } });
  }
  return prompts;
}
