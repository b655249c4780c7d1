import { askNextSigner, askStandIn } from './asking.js';
import type { EventBody } from './events.js';
import { fold } from './evolve.js';
import { withHeader } from './headers.js';
import { lastReminderBy } from './reminders.js';
import { reviewPrompts, seatReminders } from './review-clock.js';
import { signatureReminders, signOffPrompts } from './sign-off-clock.js';
import type { AnnouncementState } from './state.js';
import { seatNamed } from './version.js';
import type { Instant } from '../instant.js';
import type { SeatName } from '../policy/policy.js';

/** Something a clock will cause; `seat: null` is the signature. */
export type Prompt =
  | { readonly type: 'remind'; readonly seat: SeatName | null; readonly times: number }
  | { readonly type: 'ask_stand_in'; readonly seat: SeatName }
  | { readonly type: 'ask_next_signer' }
  | { readonly type: 'tell_office'; readonly seat: SeatName | null }
  | { readonly type: 'expire' };

export interface DuePrompt {
  readonly at: Instant;
  readonly prompt: Prompt;
}

/** The next thing the clocks of this announcement will cause, by absolute time; null when none runs. */
export function nextPrompt(state: AnnouncementState): DuePrompt | null {
  const prompts = [...reviewPrompts(state), ...signOffPrompts(state), ...expiryPrompts(state)];
  return prompts.reduce<DuePrompt | null>(
    (soonest, next) => (soonest && soonest.at <= next.at ? soonest : next),
    null,
  );
}

/**
 * Everything that is due by `now` (the database's clock), in the order it fell due. Reminders that were missed while
 * nobody looked become one. Silence is never consent: the last thing a clock does is to tell the office.
 */
export function decidePrompt(state: AnnouncementState, now: Instant): EventBody[] {
  const due = nextPrompt(state);
  if (!due || due.at > now) return [];
  const bodies = consequences(state, due.prompt, now);
  const next = fold(withHeader({ at: now, by: null, act: null }, bodies), state);
  return [...bodies, ...decidePrompt(next, now)];
}

function expiryPrompts({ status, version }: AnnouncementState): DuePrompt[] {
  return status === 'released' && version ? [{ at: version.expires, prompt: { type: 'expire' } }] : [];
}

function consequences({ version }: AnnouncementState, prompt: Prompt, now: Instant): EventBody[] {
  if (!version) throw new Error(`a ${prompt.type} prompt without a version in flight`);
  switch (prompt.type) {
    case 'remind': {
      const seat = prompt.seat === null ? undefined : seatNamed(version, prompt.seat);
      const openedAt = version.signature.openedAt ?? version.submittedAt;
      const reminders = seat ? seatReminders(version, seat) : signatureReminders(version, openedAt);
      return [{ type: 'reminded', seat: prompt.seat, times: lastReminderBy(reminders, now) }];
    }
    case 'ask_stand_in': {
      const seat = seatNamed(version, prompt.seat);
      return seat ? askStandIn(version, seat) : [];
    }
    case 'ask_next_signer':
      return askNextSigner(version, 'next_signer');
    case 'tell_office':
      return [{ type: 'office_told', seat: prompt.seat }];
    case 'expire':
      return [{ type: 'expired' }];
    default:
      return prompt satisfies never;
  }
}
