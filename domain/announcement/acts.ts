import type { Instant } from '../instant.js';
import type { Assurance, Policy, PostName, SeatName } from '../policy/policy.js';
import type { RecipientChannel } from '../content/content.js';
import type { HoldReason, ReleasePlan, ReviewDecision, SignOffDecision } from './state.js';

/**
 * Something a person (or the product itself) does to one announcement.
 * Recorded in PostgreSQL first, under `id`, then decided by the workflow. Words (notes, reasons) stay in PostgreSQL:
 * an act carries ids, hashes and moments only.
 */
export type Act = ActHeader & ActBody;
export type ActType = ActBody['type'];
export type ActOf<T extends ActType> = ActHeader & Extract<ActBody, { readonly type: T }>;

export interface ActHeader {
  /** Also the Temporal update id and the key under which the same act again changes nothing. */
  readonly id: string;
  /** Who; null for the product itself (clocks, outbox). */
  readonly by: string | null;
  readonly at: Instant;
  /** The state's sequence it was decided on when it was recorded; a workflow that is behind catches up first. */
  readonly basedOn: number;
}

export type ActBody =
  | Submit | Review | Object_ | Retract | Waive | SignOff | Override
  | Go | TakeBack | Abandon | HoldAct | Free | Stop | Continue
  | Replaced | Expire | FanOutReport; // prettier-ignore

export interface SeatPlan {
  readonly seat: SeatName;
  /** Eligible people in the order they are asked; never empty unless the seat is waived. */
  readonly candidates: readonly string[];
}

/** Freezes version `version`. What it names was stored in the same transaction that recorded it. */
export interface Submit {
  readonly type: 'submit';
  readonly version: number;
  readonly manifestSha256: string;
  readonly policy: Policy;
  readonly contributors: readonly string[];
  readonly expires: Instant;
  readonly seats: readonly SeatPlan[];
  readonly signers: readonly { readonly post: PostName; readonly people: readonly string[] }[];
}
export interface Review {
  readonly type: 'review';
  readonly version: number;
  readonly seat: SeatName;
  readonly decision: ReviewDecision;
  readonly manifestSha256: string;
  readonly assurance: Assurance;
}
/** A seat's objection after it decided or after the review closed. */
export interface Object_ {
  readonly type: 'object';
  readonly version: number;
  readonly seat: SeatName;
}
/** Ends one's own decision before the signature; the seat opens again. */
export interface Retract {
  readonly type: 'retract';
  readonly version: number;
  readonly seat: SeatName;
  readonly decision: string;
}
export interface Waive {
  readonly type: 'waive';
  readonly seat: SeatName;
}
export interface SignOff {
  readonly type: 'sign_off';
  readonly version: number;
  readonly decision: SignOffDecision;
  readonly manifestSha256: string;
  readonly assurance: Assurance;
  readonly plan: ReleasePlan;
}
/** The office releases without missing reviews; it is that version's sign-off. */
export interface Override {
  readonly type: 'override';
  readonly version: number;
  readonly manifestSha256: string;
  readonly assurance: Assurance;
  readonly plan: ReleasePlan;
}
/** The go for a text signed for `manual`, or that frees what release itself held, naming what was shown. */
export interface Go {
  readonly type: 'go';
  readonly version: number;
  readonly manifestSha256: string;
  readonly audienceCount: number;
}
export interface TakeBack {
  readonly type: 'take_back';
}
export interface Abandon {
  readonly type: 'abandon';
}
export interface HoldAct {
  readonly type: 'hold';
  readonly reason: Extract<HoldReason, 'person' | 'crisis'>;
}
export interface Free {
  readonly type: 'free';
  readonly hold: string;
}
/** Stops or goes on with one fan-out. */
export interface Stop {
  readonly type: 'stop';
  readonly channel: RecipientChannel;
}
export interface Continue {
  readonly type: 'continue';
  readonly channel: RecipientChannel;
}
/** Told by the outbox after another announcement's release replaced this one. */
export interface Replaced {
  readonly type: 'replaced';
  readonly as: 'superseded' | 'withdrawn';
  readonly replacement: string;
}
export interface Expire {
  readonly type: 'expire';
}
export interface FanOutReport {
  readonly type: 'fan_out_report';
  readonly channel: RecipientChannel;
  readonly status: 'stopped' | 'complete';
}
