import type { AnnouncementKind, Severity } from '../announcement/kinds.js';
import type { Localized } from '../language.js';

/** How sure we must be that a decision is this person's (design §6), from weakest to strongest use. */
export const assurances = ['code', 'session', 'passkey', 'token', 'witnessed'] as const;
export type Assurance = (typeof assurances)[number];

/** An ISO 8601 duration as written in a policy: `PT10M`, `PT0.3S`, `P1DT2H`. */
export type IsoDuration = string;

/** An agency's place in a policy, named by the agency's slug. */
export type SeatName = string;

/** An office that signs, waives or withdraws, named by its slug (`governor`, `political-deputy`, `duty-officer`). */
export type PostName = string;

/** Who must agree. A seat may stand in several lists. */
export interface Quorum {
  readonly all: readonly SeatName[];
  readonly at_least: { readonly count: number; readonly of: readonly SeatName[] };
  readonly veto: readonly SeatName[];
}

export interface ReviewClock {
  readonly target: IsoDuration;
  readonly remind_every: IsoDuration;
  readonly stand_in_after: IsoDuration;
  readonly office_after: IsoDuration;
}

export interface SignOffClock {
  readonly target: IsoDuration;
  readonly remind_every: IsoDuration;
  readonly next_signer_after: IsoDuration;
}

/** Kept after the fact: who must look at a text that left without its reviews, and within what time. */
export interface AfterReview {
  readonly by: readonly PostName[];
  readonly confirm_within: IsoDuration;
  readonly confirmed_by: readonly PostName[];
}

export const preflightChecks = [
  'sms_parts', 'message_map', 'action', 'source', 'stale_translation', 'empty_audience', 'blocked_words',
] as const; // prettier-ignore
export type PreflightCheck = (typeof preflightChecks)[number];

/** What can be wrong at one path of a policy; the catalogues hold the sentences. */
export const policyProblems = [
  'missing_key', 'unknown_key', 'not_an_object', 'not_a_list', 'not_a_text', 'not_a_count', 'not_one_of', 'empty', 'repeated',
  'not_a_duration', 'not_a_percentage', 'seat_unknown', 'count_too_high', 'code_cannot_sign', 'before_stand_in', 'id_repeated', 'not_yaml',
] as const; // prettier-ignore
export type PolicyProblem = (typeof policyProblems)[number];

/**
 * The rules one severity × kind goes by (design §10), the same shape as its YAML in `policies/`.
 * Captured by value at submission: changing a policy never changes an announcement in flight.
 */
export interface Policy {
  readonly id: string;
  readonly title: Localized;
  readonly applies: { readonly severity: readonly Severity[]; readonly kinds: readonly AnnouncementKind[] };
  readonly review: {
    readonly quorum: Quorum;
    readonly clock: ReviewClock;
    readonly assurance: readonly Assurance[];
    readonly waivable_by: readonly PostName[];
  };
  readonly sign_off: {
    /** In this order as clocks run out; the last resort is last. */
    readonly signers: readonly PostName[];
    readonly clock: SignOffClock;
    readonly assurance: readonly Assurance[];
  };
  readonly release: {
    readonly in_doubt: 'resend' | 'hold';
    /** A schedule missed by more is held. */
    readonly late_tolerance: IsoDuration;
    /** Growth of the audience beyond this, in per cent, asks the signer again; `life_safety` is exempt. */
    readonly audience_growth: `${number}%`;
    readonly next_update_within: IsoDuration;
  };
  readonly withdraw_by: readonly PostName[];
  readonly override: AfterReview;
  readonly fast_lane: AfterReview;
  readonly preflight: Readonly<Record<PreflightCheck, 'advise' | 'block'>>;
}
