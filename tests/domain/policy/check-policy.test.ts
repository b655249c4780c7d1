import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { checkPolicy } from '../../../domain/policy/check-policy.js';
import { checkPolicySet } from '../../../domain/policy/choose.js';
import { crisisPolicy, seatSlugs, withQuorum } from '../../support/cast.js';

/** The crisis policy with one value changed at a path; `undefined` takes the key out. */
function changed(path: string, value: unknown): unknown {
  const keys = path.split('.');
  const copy = structuredClone(crisisPolicy) as unknown as Record<string, unknown>;
  let inside = copy;
  for (const key of keys.slice(0, -1)) inside = inside[key] as Record<string, unknown>;
  const last = keys.at(-1) ?? '';
  if (value === undefined) delete inside[last];
  else inside[last] = value;
  return copy;
}

function faults(value: unknown): [string, string][] {
  const checked = checkPolicy(value, seatSlugs);
  if (checked.ok) return [];
  return checked.refusals.map((refusal) => {
    if (refusal.code !== 'policy_invalid') throw new Error(refusal.code);
    return [refusal.path, refusal.problem];
  });
}

test('the crisis policy of the tests is one', () => {
  expect(checkPolicy(crisisPolicy, seatSlugs)).toEqual({ ok: true, value: crisisPolicy });
});

test('the province’s policies are sound and leave no severity and kind without exactly one', () => {
  const texts = readdirSync('policies')
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(`policies/${name}`, 'utf8'));
  const policies = texts.map((text) => {
    const checked = checkPolicy(parse(text), seatSlugs);
    return checked.ok ? checked.value : { problem: checked.refusals };
  });
  expect(policies.filter((policy) => 'problem' in policy)).toEqual([]);
  expect(checkPolicySet(policies.flatMap((policy) => ('problem' in policy ? [] : [policy])))).toEqual([]);
});

describe('one thing wrong is one fault, with its path', () => {
  test.each([
    ['id', undefined, 'id', 'missing_key'],
    ['id', '  ', 'id', 'empty'],
    ['id', 7, 'id', 'not_a_text'],
    ['colour', 'red', 'colour', 'unknown_key'],
    ['title.en', undefined, 'title.en', 'missing_key'],
    ['applies.severity', [], 'applies.severity', 'empty'],
    ['applies.kinds', ['rumour'], 'applies.kinds[0]', 'not_one_of'],
    ['applies.kinds', ['denial', 'denial'], 'applies.kinds[1]', 'repeated'],
    ['review.quorum', null, 'review.quorum', 'not_an_object'],
    ['review.quorum.all', 'health', 'review.quorum.all', 'not_a_list'],
    ['review.quorum.all', ['unicorns'], 'review.quorum.all[0]', 'seat_unknown'],
    [
      'review.quorum.at_least.of',
      ['health', 'red-crescent', 'nobody'],
      'review.quorum.at_least.of[2]',
      'seat_unknown',
    ],
    ['review.quorum.at_least.count', 4, 'review.quorum.at_least.count', 'count_too_high'],
    ['review.quorum.at_least.count', -1, 'review.quorum.at_least.count', 'not_a_count'],
    ['review.quorum.at_least.count', '2', 'review.quorum.at_least.count', 'not_a_count'],
    ['review.clock.target', 'P1M', 'review.clock.target', 'not_a_duration'],
    ['review.clock.remind_every', 'PT0S', 'review.clock.remind_every', 'not_a_duration'],
    ['review.clock.office_after', 'PT9M', 'review.clock.office_after', 'before_stand_in'],
    ['review.assurance', ['oath'], 'review.assurance[0]', 'not_one_of'],
    ['review.waivable_by', [], 'review.waivable_by', 'empty'],
    ['sign_off.signers', [], 'sign_off.signers', 'empty'],
    ['sign_off.assurance', ['session', 'code'], 'sign_off.assurance', 'code_cannot_sign'],
    ['release.in_doubt', 'guess', 'release.in_doubt', 'not_one_of'],
    ['release.audience_growth', '10', 'release.audience_growth', 'not_a_percentage'],
    ['release.audience_growth', '-5%', 'release.audience_growth', 'not_a_percentage'],
    ['withdraw_by', [], 'withdraw_by', 'empty'],
    ['override.confirmed_by', [], 'override.confirmed_by', 'empty'],
    ['fast_lane.confirm_within', undefined, 'fast_lane.confirm_within', 'missing_key'],
    ['preflight.source', 'ignore', 'preflight.source', 'not_one_of'],
    ['preflight.blocked_words', undefined, 'preflight.blocked_words', 'missing_key'],
  ])('%s: %j → %s %s', (path, value, where, problem) => {
    expect(faults(changed(path, value))).toEqual([[where, problem]]);
  });
});

test('everything wrong is said at once', () => {
  expect(faults({ ...crisisPolicy, id: 1, release: 2, extra: 3 })).toEqual([
    ['extra', 'unknown_key'],
    ['id', 'not_a_text'],
    ['release', 'not_an_object'],
  ]);
});

test.each([null, undefined, 'text', [], 7])('%j is no policy at all', (value) => {
  expect(checkPolicy(value)).toMatchObject({
    ok: false,
    refusals: [{ path: '', problem: 'not_an_object', policy: '' }],
  });
});

test('a key that every object inherits is still unknown or missing', () => {
  const poisoned = JSON.parse('{"__proto__": {"id": "x"}, "constructor": 1}') as unknown;
  expect(faults(poisoned)).toEqual(
    expect.arrayContaining([
      ['__proto__', 'unknown_key'],
      ['constructor', 'unknown_key'],
      ['id', 'missing_key'],
    ]),
  );
});

test('a policy that asks nobody needs nobody who waives, and zero tolerance is a tolerance', () => {
  const nobody = withQuorum({ all: [], at_least: { count: 0, of: [] }, veto: [] });
  const policy = {
    ...nobody,
    review: { ...nobody.review, waivable_by: [] },
    release: { ...nobody.release, late_tolerance: 'PT0S' },
    override: { by: [], confirm_within: 'PT1H', confirmed_by: [] },
  };
  expect(faults(policy)).toEqual([]);
});
