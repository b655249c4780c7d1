import type { Instant } from '../instant.js';
import type { Assurance, Policy, PostName, SeatName } from '../policy/policy.js';
import type { RecipientChannel } from '../content/content.js';
import type { AnnouncementKind, Severity } from './kinds.js';
import type { HoldReason, ReleasePlan, ReviewDecision, SignOffDecision } from './state.js';
import type { SeatPlan } from './acts.js';
import type { Ruling } from '../refusal.js';

/**
 * What happened to one announcement, in order; the only thing `evolve` reads. Stored with a sequence and a hash.
 * `act` is the act it follows from (null for what the clocks did). No text, no secrets.
 */
export type AnnouncementEvent = EventHeader & EventBody;
/** What follows from one act: its events in order, or every reason why not. */
export type Decided = Ruling<readonly EventBody[]>;
export type EventType = EventBody['type'];
export type EventOf<T extends EventType> = Extract<AnnouncementEvent, { readonly type: T }>;

export interface EventHeader {
  readonly at: Instant;
  readonly by: string | null;
  readonly act: string | null;
}

/** Why a text went back to draft. */
export const returnCauses = [
  'changes_requested', 'rejected', 'quorum_unmeetable', 'signer_returned', 'taken_back', 'lost_race', 'dropped_from_hold',
] as const; // prettier-ignore
export type ReturnCause = (typeof returnCauses)[number];

export type EventBody =
  | { readonly type: 'drafted'; readonly announcement: string; readonly kind: AnnouncementKind; readonly severity: Severity;
      readonly drill: boolean; readonly author: string; readonly agency: SeatName; readonly incident: string | null;
      readonly replaces: readonly string[] }
  /** A withdrawal: born signed by its target's sign-off, without review. */
  | { readonly type: 'born_signed'; readonly announcement: string; readonly severity: Severity; readonly drill: boolean;
      readonly author: string; readonly agency: SeatName; readonly incident: string | null; readonly target: string;
      readonly manifestSha256: string; readonly policy: Policy; readonly expires: Instant;
      /** Who signed the target, and how sure we were of it. */
      readonly signedBy: string; readonly assurance: Assurance }
  | { readonly type: 'submitted'; readonly version: number; readonly manifestSha256: string; readonly policy: Policy;
      readonly contributors: readonly string[]; readonly expires: Instant; readonly seats: readonly SeatPlan[];
      readonly signers: readonly { readonly post: PostName; readonly people: readonly string[] }[] }
  /** People invited to fill a seat: at submission the first candidate, later a stand-in, or anew after a reopening. */
  | { readonly type: 'reviewers_asked'; readonly seat: SeatName; readonly people: readonly string[]; readonly generation: number;
      readonly because: 'submitted' | 'stand_in' | 'reopened' }
  | { readonly type: 'reviewed'; readonly seat: SeatName; readonly decision: ReviewDecision; readonly assurance: Assurance }
  | { readonly type: 'objected'; readonly seat: SeatName }
  /** Ends a decision; `decision` is the id of the act that gave it. */
  | { readonly type: 'decision_ended'; readonly seat: SeatName; readonly decision: string; readonly because: 'retracted' | 'veto_objection' }
  | { readonly type: 'waived'; readonly seat: SeatName }
  | { readonly type: 'agreed' }
  | { readonly type: 'reopened' }
  | { readonly type: 'signers_asked'; readonly post: PostName; readonly people: readonly string[]; readonly generation: number;
      readonly because: 'agreed' | 'next_signer' }
  | { readonly type: 'reminded'; readonly seat: SeatName | null; readonly times: number }
  | { readonly type: 'office_told'; readonly seat: SeatName | null }
  | { readonly type: 'signed'; readonly assurance: Assurance; readonly plan: ReleasePlan; readonly override: boolean }
  | { readonly type: 'sign_off_given'; readonly decision: Exclude<SignOffDecision, 'sign'>; readonly assurance: Assurance }
  | { readonly type: 'returned'; readonly cause: ReturnCause }
  | { readonly type: 'refused' }
  | { readonly type: 'abandoned' }
  | { readonly type: 'held'; readonly reason: HoldReason }
  | { readonly type: 'freed'; readonly hold: string }
  /** The go was given for a plan of `manual`, or again after release itself held the text. */
  | { readonly type: 'go_given'; readonly audienceCount: number }
  /** Written by the release commit itself, which gives the number. */
  | { readonly type: 'released'; readonly number: number; readonly series: string; readonly channels: readonly RecipientChannel[] }
  | { readonly type: 'fan_out_stopped'; readonly channel: RecipientChannel }
  | { readonly type: 'fan_out_continued'; readonly channel: RecipientChannel }
  | { readonly type: 'fan_out_completed'; readonly channel: RecipientChannel }
  | { readonly type: 'superseded'; readonly by_announcement: string }
  | { readonly type: 'withdrawn'; readonly by_announcement: string }
  | { readonly type: 'expired' }; // prettier-ignore
