import type { Action } from './announcement/allowed-actions.js';
import type { Status } from './announcement/kinds.js';
import type { CapCheckName } from './cap/checks.js';
import type { HoldReason } from './announcement/state.js';
import type { PolicyProblem, PreflightCheck, SeatName } from './policy/policy.js';

/**
 * Every reason the product can say no, named once. Values, never thrown inside the rules; given all at once.
 * `api/` maps each code to an HTTP status exhaustively; the catalogues hold its words in every language.
 */
export type Refusal =
  // the life of an announcement
  | { readonly code: 'not_allowed_in_state'; readonly action: Action; readonly status: Status }
  | { readonly code: 'version_differs'; readonly shown: number; readonly current: number | null }
  | { readonly code: 'hash_differs'; readonly shown: string; readonly current: string }
  | { readonly code: 'draft_revision_differs'; readonly shown: number; readonly current: number; readonly changedBy: string }
  | { readonly code: 'submission_under_way' }
  // people
  | { readonly code: 'not_permitted'; readonly action: Action | OfficeAction }
  | { readonly code: 'person_left' }
  | { readonly code: 'contributor_may_not_decide' }
  | { readonly code: 'reviewer_may_not_sign' }
  | { readonly code: 'already_decided_another_seat'; readonly seat: SeatName }
  | { readonly code: 'not_asked'; readonly seat: SeatName | null }
  | { readonly code: 'seat_unknown'; readonly seat: SeatName }
  | { readonly code: 'seat_already_decided'; readonly seat: SeatName; readonly by: string; readonly at: string; readonly decision: string }
  | { readonly code: 'seat_waived'; readonly seat: SeatName }
  | { readonly code: 'seat_not_decided'; readonly seat: SeatName }
  | { readonly code: 'decision_not_yours' }
  | { readonly code: 'already_signed'; readonly by: string; readonly at: string }
  | { readonly code: 'assurance_too_low'; readonly needed: readonly string[] }
  | { readonly code: 'reason_required' }
  | { readonly code: 'seat_unfillable'; readonly seat: SeatName }
  | { readonly code: 'signature_unfillable' }
  | { readonly code: 'override_not_in_policy' }
  // holds and release
  | { readonly code: 'hold_unknown' }
  | { readonly code: 'held'; readonly reasons: readonly HoldReason[] }
  | { readonly code: 'hold_needs_go'; readonly reason: HoldReason }
  | { readonly code: 'nothing_waits_for_go' }
  | { readonly code: 'expired'; readonly at: string }
  | { readonly code: 'release_in_past'; readonly at: string }
  | { readonly code: 'audience_count_differs'; readonly shown: number; readonly current: number }
  | { readonly code: 'fan_out_unknown' }
  | { readonly code: 'fan_out_complete' }
  | { readonly code: 'target_already_replaced'; readonly target: string; readonly by: string }
  | { readonly code: 'replaces_not_released'; readonly target: string }
  | { readonly code: 'replaces_other_drill_flag'; readonly target: string }
  | { readonly code: 'replaces_required' }
  // texts
  | { readonly code: 'text_control_character' | 'text_lone_surrogate' | 'text_bidi_override' | 'text_isolate_in_ltr'
        | 'text_empty' | 'text_markup_refused'; readonly field: string }
  | { readonly code: 'text_too_long'; readonly field: string; readonly limit: number }
  | { readonly code: 'withdrawal_missing'; readonly language: string }
  | { readonly code: 'channel_unavailable'; readonly channel: string }
  | { readonly code: 'preflight'; readonly check: PreflightCheck; readonly field: string | null }
  | { readonly code: 'cap_fault'; readonly check: CapCheckName; readonly path: string }
  | { readonly code: 'slot_value'; readonly slot: string }
  | { readonly code: 'bytes_differ' }
  // policies
  | { readonly code: 'policy_missing'; readonly severity: string; readonly kind: string }
  | { readonly code: 'policy_overlap'; readonly severity: string; readonly kind: string; readonly policies: readonly string[] }
  | { readonly code: 'policy_invalid'; readonly policy: string; readonly path: string;
        readonly problem: PolicyProblem; readonly line: number | null }
  // office, people, contacts
  | { readonly code: 'not_found' }
  | { readonly code: 'invalid_request'; readonly field: string; readonly problem: string }
  | { readonly code: 'email_taken'; readonly email: string }
  | { readonly code: 'slug_taken'; readonly slug: string }
  | { readonly code: 'in_use'; readonly by: string }
  | { readonly code: 'administrators_exist' }
  | { readonly code: 'last_administrator' }
  | { readonly code: 'csv'; readonly problem: CsvProblem; readonly line: number | null; readonly column: string | null }
  // the outside surface
  | { readonly code: 'not_signed_in' }
  | { readonly code: 'scope_too_narrow'; readonly needed: string }
  | { readonly code: 'code_wrong'; readonly triesLeft: number }
  | { readonly code: 'code_exhausted' }
  | { readonly code: 'link_ended'; readonly because: LinkEnd }
  | { readonly code: 'precondition_failed'; readonly current: string; readonly changedBy: string | null }
  | { readonly code: 'precondition_required' }
  | { readonly code: 'idempotency_key_required' }
  | { readonly code: 'idempotency_key_reused' }
  | { readonly code: 'idempotency_key_in_progress'; readonly retryAfter: number }
  | { readonly code: 'too_many_requests'; readonly retryAfter: number }
  | { readonly code: 'too_large'; readonly limit: number }
  | { readonly code: 'unsupported_media_type' }
  | { readonly code: 'cross_site_request' }
  | { readonly code: 'unavailable'; readonly what: 'database' | 'temporal' | 'smtp' | 'redis'; readonly retryAfter: number }
  | { readonly code: 'trial_only' }
  | { readonly code: 'internal' }; // prettier-ignore

export type RefusalCode = Refusal['code'];

/** Acts of the office that are not about one announcement. */
export const officeActions = [
  'manage_people', 'manage_agencies', 'manage_policies', 'manage_contacts', 'manage_channels', 'manage_tokens', 'read_audit',
  'open_incident', 'start_announcement',
] as const; // prettier-ignore
export type OfficeAction = (typeof officeActions)[number];

/** What became of a decision link. */
export const linkEnds = [
  'used',
  'revoked_by_new_version',
  'taken_back',
  'closed',
  'seat_filled',
  'person_left',
] as const;
export type LinkEnd = (typeof linkEnds)[number];

export const csvProblems = [
  'empty', 'encoding', 'encoding_single_byte', 'not_csv', 'header_missing', 'header_unknown', 'header_repeated', 'row_too_long', 'column_count', 'unclosed_quote',
  'email_missing', 'email_invalid', 'email_repeated', 'name_too_long', 'text_refused', 'language_unknown', 'too_many_rows', 'too_large',
] as const; // prettier-ignore
export type CsvProblem = (typeof csvProblems)[number];

/** The answer of a rule that can refuse: the value, or all the reasons at once. */
export type Ruling<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusals: readonly Refusal[] };

export const granted = <T>(value: T): Ruling<T> => ({ ok: true, value });
export const refused = (
  ...refusals: readonly Refusal[]
): { readonly ok: false; readonly refusals: readonly Refusal[] } => ({
  ok: false,
  refusals,
});
