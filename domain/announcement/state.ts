import type { Instant } from '../instant.js';
import type { Policy, Assurance, PostName, SeatName } from '../policy/policy.js';
import type { RecipientChannel } from '../content/content.js';
import type { AnnouncementKind, Severity, Status } from './kinds.js';

export type ReviewDecision = 'approve' | 'request_changes' | 'reject';
export type SignOffDecision = 'sign' | 'return' | 'refuse';

/** When the signer wants it out: at once (the default, said in the button), at a moment, or by a later act. */
export type ReleasePlan =
  { readonly when: 'now' } | { readonly when: 'at'; readonly at: Instant } | { readonly when: 'manual' };

/** One person asked for one seat (or for the signature, `seat: null`). `generation` rises when a seat is reopened. */
export interface Invitation {
  readonly person: string;
  readonly generation: number;
  readonly askedAt: Instant;
}

/** A decision that counts: `recorded` or `applied`, and not retracted. */
export interface CountedDecision<D> {
  /** The act that gave it. */
  readonly id: string;
  readonly person: string;
  readonly decision: D;
  readonly at: Instant;
  readonly assurance: Assurance;
}

/** What the clocks of one seat, or of the signature, have done so far. */
export interface Prompts {
  readonly remindedTimes: number;
  readonly standInAsked: boolean;
  readonly officeTold: boolean;
}

/** An agency's place in the review of one version. `candidates` are its eligible people in the order they are asked. */
export interface Seat {
  readonly seat: SeatName;
  readonly candidates: readonly string[];
  readonly openedAt: Instant;
  readonly generation: number;
  readonly invitations: readonly Invitation[];
  readonly decision: CountedDecision<ReviewDecision> | null;
  readonly waiver: { readonly id: string; readonly by: string; readonly at: Instant } | null;
  readonly prompts: Prompts;
}

/** An objection given after a seat had decided, or after the review closed; shown above the signer's button. */
export interface Objection {
  readonly id: string;
  readonly seat: SeatName;
  readonly person: string;
  readonly at: Instant;
}

/** The version under review or beyond it, with everything captured when it was submitted. */
export interface VersionInFlight {
  readonly number: number;
  readonly manifestSha256: string;
  readonly policy: Policy;
  readonly contributors: readonly string[];
  readonly submittedBy: string;
  readonly submittedAt: Instant;
  readonly expires: Instant;
  readonly seats: readonly Seat[];
  readonly objections: readonly Objection[];
  readonly signature: Signature;
}

/** The governor's office's side of one version. `signers` pairs each post with the people who hold it, in policy order. */
export interface Signature {
  readonly signers: readonly { readonly post: PostName; readonly people: readonly string[] }[];
  readonly openedAt: Instant | null;
  /** How many of `signers` have been asked so far. */
  readonly asked: number;
  readonly generation: number;
  readonly invitations: readonly Invitation[];
  readonly prompts: Prompts;
  readonly decision: CountedDecision<SignOffDecision> | null;
  readonly plan: ReleasePlan | null;
  /** True when the signature came as an override: recorded for ever. */
  readonly override: boolean;
  /** The last go of this version: starts a `manual` plan, or lets a text out that release itself held. */
  readonly go: { readonly by: string; readonly at: Instant; readonly audienceCount: number } | null;
}

/** Something that keeps a signed text from going out until a person frees it. */
export interface Hold {
  readonly id: string;
  readonly reason: HoldReason;
  readonly by: string | null;
  readonly at: Instant;
}
export const holdReasons = [
  'person', 'veto_objection', 'audience_growth', 'late', 'expired', 'bytes_differ', 'unresolved_contradiction', 'crisis',
] as const; // prettier-ignore
export type HoldReason = (typeof holdReasons)[number];

/** Holds that the release made itself, on finding something invalid: a `go` that names hash and count frees them. */
export const releaseHolds = [
  'audience_growth', 'late', 'expired', 'bytes_differ', 'unresolved_contradiction',
] as const satisfies readonly HoldReason[]; // prettier-ignore

export type FanOutStatus = 'running' | 'stopped' | 'complete';
export interface FanOut {
  readonly channel: RecipientChannel;
  readonly status: FanOutStatus;
}

/** A waiver recorded before or during review; it holds for the next version only. */
export interface StandingWaiver {
  readonly id: string;
  readonly seat: SeatName;
  readonly by: string;
  readonly at: Instant;
}

/** The public fact: given in the release commit and never changed. */
export interface ReleaseRecord {
  readonly at: Instant;
  readonly number: number;
  /** The counter it came from: `office/1405`, `incident/<id>`, `drill/1405`. */
  readonly series: string;
  readonly version: number;
}

/**
 * One announcement as its workflow and its rules know it; folded from events by `evolve`.
 * Holds no text: ids, hashes, people and moments only, so it may travel through Temporal.
 */
export interface AnnouncementState {
  readonly id: string;
  /** Sequence of the last event folded in. */
  readonly sequence: number;
  readonly status: Status;
  readonly kind: AnnouncementKind;
  readonly severity: Severity;
  readonly drill: boolean;
  readonly author: string;
  readonly agency: SeatName;
  readonly incident: string | null;
  readonly replaces: readonly string[];
  /** The number of the last version submitted, in flight or not; 0 before the first. */
  readonly lastVersion: number;
  readonly version: VersionInFlight | null;
  readonly waivers: readonly StandingWaiver[];
  readonly holds: readonly Hold[];
  readonly release: ReleaseRecord | null;
  readonly fanOuts: readonly FanOut[];
  /** The announcement that replaced this one, once `superseded` or `withdrawn`. */
  readonly replacedBy: string | null;
  /** Acts already applied or void, newest last: the same act again changes nothing. */
  readonly acts: readonly string[];
}
