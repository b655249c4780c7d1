import type { Language } from '../domain/language.js';
import type { Refusal, RefusalCode } from '../domain/refusal.js';
import { capCheckSentences } from './catalogues/cap-checks.js';
import { fa as problems } from './catalogues/problems.js';
import { fa as words } from './catalogues/words.js';
import { fieldName } from './fields.js';
import { formatTableTime } from './format.js';
import { type Translate, translator } from './translate.js';

/** How a refusal's ids are called: agencies by slug, people and announcements by id. What is not given stays as it is. */
export interface Names {
  readonly agency?: (slug: string) => string;
  readonly person?: (id: string) => string;
  readonly announcement?: (id: string) => string;
}

/** Several codes may share one shape, so the shape is found by its codes. */
type RefusalOf<C extends RefusalCode, R extends Refusal = Refusal> = R extends Refusal
  ? C extends R['code']
    ? R
    : never
  : never;
type TextCode = Exclude<Extract<RefusalCode, `text_${string}`>, 'text_too_long'>;

interface Voice {
  readonly t: Translate;
  readonly language: Language;
  readonly agency: (slug: string) => string;
  readonly person: (id: string) => string;
  readonly announcement: (id: string) => string;
  readonly at: (instant: string) => string;
  readonly list: (items: readonly string[]) => string;
}

type Sentence<C extends RefusalCode> = (refusal: RefusalOf<C>, voice: Voice) => string;

const plain =
  <C extends RefusalCode & keyof typeof import('./catalogues/refusals.js').fa>(code: C): Sentence<C> =>
  (_, { t }) =>
    t(`refusals.${code}` as 'refusals.not_found');

const field =
  (code: TextCode) =>
  (refusal: { readonly field: string }, { t, language }: Voice): string =>
    t(`refusals.${code}`, { field: fieldName(refusal.field, language) });

const seconds = ({ retryAfter }: { readonly retryAfter: number }) => ({
  seconds: Math.max(1, Math.ceil(retryAfter)),
});

/** A word of the catalogue, or the value itself where a newer or foreign one has none. */
function wordOr(
  t: Translate,
  group: 'decision' | 'assurance' | 'kind' | 'severity' | 'channel',
  value: string,
): string {
  return Object.hasOwn(words[group], value) ? t(`words.${group}.${value}` as 'words.kind.news') : value;
}

const placeIn = (t: Translate, line: number | null, column: string | null): string => {
  if (line !== null && column !== null) return t('problems.lineAndColumn', { line, column });
  if (line !== null) return t('problems.line', { line });
  return column === null ? t('problems.file') : t('problems.column', { column });
};

const requestProblem = (t: Translate, problem: string): string =>
  Object.hasOwn(problems.request, problem)
    ? t(`problems.request.${problem}` as 'problems.request.other')
    : t('problems.request.other');

/** One sentence a code; the compiler refuses a missing one. */
const sentences: { readonly [C in RefusalCode]: Sentence<C> } = {
  not_allowed_in_state: ({ action, status }, { t }) =>
    t('refusals.not_allowed_in_state', { action: t(`words.action.${action}`), status: t(`words.status.${status}`) }),
  version_differs: ({ shown, current }, { t }) =>
    current === null ? t('refusals.version_differs_none', { shown }) : t('refusals.version_differs', { shown, current }),
  hash_differs: plain('hash_differs'),
  draft_revision_differs: ({ changedBy }, { t, person }) => t('refusals.draft_revision_differs', { person: person(changedBy) }),
  submission_under_way: plain('submission_under_way'),
  not_permitted: ({ action }, { t }) => t('refusals.not_permitted', { action: t(`words.action.${action}`) }),
  person_left: plain('person_left'),
  contributor_may_not_decide: plain('contributor_may_not_decide'),
  reviewer_may_not_sign: plain('reviewer_may_not_sign'),
  already_decided_another_seat: ({ seat }, { t, agency }) => t('refusals.already_decided_another_seat', { seat: agency(seat) }),
  not_asked: plain('not_asked'),
  seat_unknown: ({ seat }, { t, agency }) => t('refusals.seat_unknown', { seat: agency(seat) }),
  seat_already_decided: ({ seat, by, at, decision }, { t, agency, person, at: moment }) =>
    t('refusals.seat_already_decided', { seat: agency(seat), person: person(by), at: moment(at), decision: wordOr(t, 'decision', decision) }),
  seat_waived: ({ seat }, { t, agency }) => t('refusals.seat_waived', { seat: agency(seat) }),
  seat_not_decided: ({ seat }, { t, agency }) => t('refusals.seat_not_decided', { seat: agency(seat) }),
  decision_not_yours: plain('decision_not_yours'),
  already_signed: ({ by, at }, { t, person, at: moment }) => t('refusals.already_signed', { person: person(by), at: moment(at) }),
  assurance_too_low: ({ needed }, { t, list }) =>
    t('refusals.assurance_too_low', { needed: list(needed.map((assurance) => wordOr(t, 'assurance', assurance))) }),
  reason_required: plain('reason_required'),
  seat_unfillable: ({ seat }, { t, agency }) => t('refusals.seat_unfillable', { seat: agency(seat) }),
  signature_unfillable: plain('signature_unfillable'),
  override_not_in_policy: plain('override_not_in_policy'),
  hold_unknown: plain('hold_unknown'),
  held: ({ reasons }, { t, list }) => t('refusals.held', { reasons: list(reasons.map((reason) => t(`words.hold.${reason}`))) }),
  hold_needs_go: ({ reason }, { t }) => t('refusals.hold_needs_go', { reason: t(`words.hold.${reason}`) }),
  nothing_waits_for_go: plain('nothing_waits_for_go'),
  expired: ({ at }, { t, at: moment }) => t('refusals.expired', { at: moment(at) }),
  release_in_past: ({ at }, { t, at: moment }) => t('refusals.release_in_past', { at: moment(at) }),
  audience_count_differs: ({ shown, current }, { t }) => t('refusals.audience_count_differs', { shown, current }),
  fan_out_unknown: plain('fan_out_unknown'),
  fan_out_complete: plain('fan_out_complete'),
  target_already_replaced: ({ target, by }, { t, announcement }) =>
    t('refusals.target_already_replaced', { target: announcement(target), by: announcement(by) }),
  replaces_not_released: ({ target }, { t, announcement }) => t('refusals.replaces_not_released', { target: announcement(target) }),
  replaces_other_drill_flag: ({ target }, { t, announcement }) => t('refusals.replaces_other_drill_flag', { target: announcement(target) }),
  replaces_required: plain('replaces_required'),
  text_control_character: field('text_control_character'),
  text_lone_surrogate: field('text_lone_surrogate'),
  text_bidi_override: field('text_bidi_override'),
  text_isolate_in_ltr: field('text_isolate_in_ltr'),
  text_empty: field('text_empty'),
  text_markup_refused: field('text_markup_refused'),
  text_too_long: ({ field: path, limit }, { t, language }) => t('refusals.text_too_long', { field: fieldName(path, language), limit }),
  withdrawal_missing: ({ language }, { t }) => t('refusals.withdrawal_missing', { language: t(`words.language.${language as Language}`) }),
  channel_unavailable: ({ channel }, { t }) => t('refusals.channel_unavailable', { channel: wordOr(t, 'channel', channel) }),
  preflight: ({ check }, { t }) => t(`refusals.preflight.${check}`),
  cap_fault: ({ check, path }, { t, language }) =>
    t('refusals.cap_fault', { path, fault: capCheckSentences[language][check] }),
  slot_value: ({ slot }, { t }) => t('refusals.slot_value', { slot }),
  bytes_differ: plain('bytes_differ'),
  policy_missing: ({ severity, kind }, { t }) =>
    t('refusals.policy_missing', { severity: wordOr(t, 'severity', severity), kind: wordOr(t, 'kind', kind) }),
  policy_overlap: ({ severity, kind, policies }, { t, list }) =>
    t('refusals.policy_overlap', { severity: wordOr(t, 'severity', severity), kind: wordOr(t, 'kind', kind), policies: list(policies) }),
  policy_invalid: ({ policy, path, problem, line }, { t }) =>
    t('refusals.policy_invalid', {
      policy,
      place: line === null ? t('problems.path', { path }) : t('problems.pathAtLine', { line, path }),
      problem: t(`problems.policy.${problem}`),
    }),
  not_found: plain('not_found'),
  invalid_request: ({ field: path, problem }, { t, language }) =>
    t('refusals.invalid_request', { field: fieldName(path, language), problem: requestProblem(t, problem) }),
  email_taken: ({ email }, { t }) => t('refusals.email_taken', { email }),
  slug_taken: ({ slug }, { t }) => t('refusals.slug_taken', { slug }),
  in_use: ({ by }, { t }) => t('refusals.in_use', { by }),
  administrators_exist: plain('administrators_exist'),
  last_administrator: plain('last_administrator'),
  csv: ({ problem, line, column }, { t }) =>
    t('refusals.csv', { place: placeIn(t, line, column), problem: t(`problems.csv.${problem}`) }),
  not_signed_in: plain('not_signed_in'),
  scope_too_narrow: ({ needed }, { t }) => t('refusals.scope_too_narrow', { needed }),
  code_wrong: ({ triesLeft }, { t }) => t('refusals.code_wrong', { count: triesLeft }),
  code_exhausted: plain('code_exhausted'),
  link_ended: ({ because }, { t }) => t('refusals.link_ended', { because: t(`words.linkEnd.${because}`) }),
  precondition_failed: ({ changedBy }, { t, person }) =>
    changedBy === null ? t('refusals.precondition_failed_unknown') : t('refusals.precondition_failed', { person: person(changedBy) }),
  precondition_required: plain('precondition_required'),
  idempotency_key_required: plain('idempotency_key_required'),
  idempotency_key_reused: plain('idempotency_key_reused'),
  idempotency_key_in_progress: (refusal, { t }) => t('refusals.idempotency_key_in_progress', seconds(refusal)),
  too_many_requests: (refusal, { t }) => t('refusals.too_many_requests', seconds(refusal)),
  too_large: ({ limit }, { t }) => t('refusals.too_large', { limit }),
  unsupported_media_type: plain('unsupported_media_type'),
  cross_site_request: plain('cross_site_request'),
  unavailable: (refusal, { t }) => t(`refusals.unavailable.${refusal.what}`, seconds(refusal)),
  trial_only: plain('trial_only'),
  internal: plain('internal'),
}; // prettier-ignore

const itself = (id: string): string => id;

/** A refusal as one or two sentences in a person's language: what happened, and the way forward. Never a code, never HTML. */
export function refusalText(refusal: Refusal, language: Language, names: Names = {}): string {
  const voice: Voice = {
    t: translator(language),
    language,
    agency: names.agency ?? itself,
    person: names.person ?? itself,
    announcement: names.announcement ?? itself,
    at: (instant) => formatTableTime(instant, language),
    list: (items) => items.join(language === 'fa' ? '، ' : ', '),
  };
  return (sentences[refusal.code] as (refusal: Refusal, voice: Voice) => string)(refusal, voice);
}
