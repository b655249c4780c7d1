import { describe, expect, test } from '@jest/globals';
import { languages } from '../../domain/language.js';
import type { Refusal, RefusalCode } from '../../domain/refusal.js';
import { refusalText } from '../../i18n/refusals.js';

const at = '2026-11-23T04:30:00.000Z';

/** One of each; the compiler refuses a forgotten code. */
const oneOfEach: Readonly<Record<RefusalCode, object>> = {
  not_allowed_in_state: { action: 'sign_off', status: 'draft' },
  version_differs: { shown: 1, current: 2 },
  hash_differs: { shown: 'a', current: 'b' },
  draft_revision_differs: { shown: 1, current: 2, changedBy: 'officer' },
  submission_under_way: {},
  not_permitted: { action: 'manage_people' },
  person_left: {},
  contributor_may_not_decide: {},
  reviewer_may_not_sign: {},
  already_decided_another_seat: { seat: 'health' },
  not_asked: { seat: null },
  seat_unknown: { seat: 'health' },
  seat_already_decided: { seat: 'health', by: 'manager', at, decision: 'approve' },
  seat_waived: { seat: 'health' },
  seat_not_decided: { seat: 'health' },
  decision_not_yours: {},
  already_signed: { by: 'governor', at },
  assurance_too_low: { needed: ['session', 'passkey'] },
  reason_required: {},
  seat_unfillable: { seat: 'health' },
  signature_unfillable: {},
  override_not_in_policy: {},
  hold_unknown: {},
  held: { reasons: ['person', 'late'] },
  hold_needs_go: { reason: 'late' },
  nothing_waits_for_go: {},
  expired: { at },
  release_in_past: { at },
  audience_count_differs: { shown: 1, current: 24_312 },
  fan_out_unknown: {},
  fan_out_complete: {},
  target_already_replaced: { target: 'text', by: 'other' },
  replaces_not_released: { target: 'text' },
  replaces_other_drill_flag: { target: 'text' },
  replaces_required: {},
  text_control_character: { field: 'texts.fa.body' },
  text_lone_surrogate: { field: 'texts.fa.body' },
  text_bidi_override: { field: 'texts.fa.body' },
  text_isolate_in_ltr: { field: 'texts.en.body' },
  text_empty: { field: 'withdrawal.fa.headline' },
  text_markup_refused: { field: 'texts.fa.body' },
  text_too_long: { field: 'texts.fa.headline', limit: 200 },
  withdrawal_missing: { language: 'en' },
  channel_unavailable: { channel: 'email' },
  preflight: { check: 'sms_parts', field: 'texts.fa.sms' },
  cap_fault: { check: 'circle_radius', path: 'info.area.circle' },
  slot_value: { slot: 'verify_url' },
  bytes_differ: {},
  policy_missing: { severity: 'crisis', kind: 'news' },
  policy_overlap: { severity: 'crisis', kind: 'news', policies: ['one', 'two'] },
  policy_invalid: { policy: 'crisis', path: 'review.clock.target', problem: 'missing_key', line: 12 },
  not_found: {},
  invalid_request: { field: 'email', problem: 'not_an_email' },
  email_taken: { email: 'governor@example.test' },
  slug_taken: { slug: 'health' },
  in_use: { by: 'crisis' },
  administrators_exist: {},
  last_administrator: {},
  csv: { problem: 'email_invalid', line: 3, column: 'email' },
  not_signed_in: {},
  scope_too_narrow: { needed: 'write' },
  code_wrong: { triesLeft: 3 },
  code_exhausted: {},
  link_ended: { because: 'used' },
  precondition_failed: { current: '"2"', changedBy: 'officer' },
  precondition_required: {},
  idempotency_key_required: {},
  idempotency_key_reused: {},
  idempotency_key_in_progress: { retryAfter: 1.2 },
  too_many_requests: { retryAfter: 30 },
  too_large: { limit: 1_048_576 },
  unsupported_media_type: {},
  cross_site_request: {},
  unavailable: { what: 'temporal', retryAfter: 5 },
  trial_only: {},
  internal: {},
};

const refusals = Object.entries(oneOfEach).map(([code, fields]) => ({ code, ...fields }) as Refusal);
const names = {
  person: () => 'مدیر بهداشت',
  agency: () => 'دانشگاه علوم پزشکی',
  announcement: () => 'هشدار سیل',
};

describe('every refusal is worded', () => {
  test.each(languages.flatMap((language) => refusals.map((refusal) => [refusal.code, language, refusal] as const)))(
    '%s in %s: whole sentences, no code and no open place',
    (code, language, refusal) => {
      const said = refusalText(refusal, language, names);
      expect(said).toMatch(/[.؟…]$/);
      expect(said.length).toBeGreaterThan(15);
      expect(said).not.toContain('{{');
      expect(said).not.toContain('undefined');
      expect(said.replace(/If-Match|Idempotency-Key/g, '')).not.toContain(code.includes('_') ? code : '\u0000');
    },
  );

  test.each(refusals.map((refusal) => [refusal.code, refusal] as const))('%s in Persian has Persian digits', (_, refusal) => {
    expect(refusalText(refusal, 'fa', names)).not.toMatch(/[0-9]/);
  });
}); // prettier-ignore

describe('a refusal says who and where', () => {
  test('people and agencies by their names', () => {
    const said = refusalText(
      { code: 'seat_already_decided', seat: 'health', by: 'id', at, decision: 'approve' },
      'fa',
      names,
    );
    expect(said).toBe(
      'کرسی «دانشگاه علوم پزشکی» را مدیر بهداشت در ۱۴۰۵/۰۹/۰۲ ۰۸:۰۰ پر کرده است: «تأیید». نیازی به کار شما نیست.',
    );
  });

  test('fields as the form calls them, with their language', () => {
    expect(refusalText({ code: 'text_empty', field: 'texts.en.headline' }, 'fa')).toContain(
      '«عنوان (انگلیسی)»',
    );
    expect(refusalText({ code: 'text_empty', field: 'withdrawal.fa.body' }, 'en')).toContain(
      '“Text of the withdrawal (Persian)”',
    );
    expect(refusalText({ code: 'text_empty', field: 'cap.severity' }, 'en')).toContain(
      '“Severity of the event”',
    );
  });

  test('an unknown field keeps its path', () => {
    expect(refusalText({ code: 'invalid_request', field: 'constructor', problem: '__proto__' }, 'en')).toBe(
      '“constructor” is not filled in correctly: it is not accepted. Correct it and send again.',
    );
  });

  test('a person without a name in the book stays an id rather than nothing', () => {
    expect(refusalText({ code: 'already_signed', by: 'p-1', at }, 'en')).toContain('p-1');
  });

  test('seconds are whole and at least one', () => {
    expect(refusalText({ code: 'too_many_requests', retryAfter: 0.2 }, 'fa')).toContain('۱ ثانیه');
  });
});
