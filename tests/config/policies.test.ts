import { describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policiesFolder } from '../../config/paths.js';
import { loadPolicies, readPolicy, withTokens } from '../../config/policies.js';
import { checkPolicy } from '../../domain/policy/check-policy.js';
import { choosePolicy } from '../../domain/policy/choose.js';
import { agencies } from '../../start/cast.js';

const slugs = agencies.map(({ slug }) => slug);
const crisis = await readFile(join(policiesFolder, 'crisis.yaml'), 'utf8');
const faultsOf = (source: string) =>
  readPolicy(source, slugs).refusals.map((refusal) =>
    refusal.code === 'policy_invalid' ? `${refusal.line} ${refusal.path} ${refusal.problem}` : refusal.code,
  );
const lineWith = (source: string, part: string) =>
  source.split('\n').findIndex((line) => line.includes(part)) + 1;

describe('the policies of the office', () => {
  test('cover every severity and kind exactly once, with seats of agencies that exist', async () => {
    const loaded = await loadPolicies(policiesFolder, slugs);
    expect(loaded).toMatchObject({ ok: true });
    const policies = loaded.ok ? loaded.policies.map(({ policy }) => policy) : [];
    const chosen = choosePolicy(policies, 'life_safety', 'announcement');
    expect(chosen).toMatchObject({ ok: true, value: { id: 'life-safety' } });
    expect(choosePolicy(policies, 'crisis', 'holding')).toMatchObject({ value: { id: 'holding' } });
    expect(choosePolicy(policies, 'routine', 'withdrawal')).toMatchObject({ value: { id: 'withdrawal' } });
  });

  test('do not let a token decide; the trial’s do, and are valid too', async () => {
    const loaded = await loadPolicies(policiesFolder, slugs);
    const policies = loaded.ok ? loaded.policies : [];
    expect(policies.filter(({ source }) => /\btoken\b/.test(source))).toEqual([]);
    for (const { policy, source } of withTokens(policies)) {
      expect(policy.sign_off.assurance).toEqual(['passkey', 'session', 'token']);
      expect(policy.review.assurance).toContain('token');
      expect(readPolicy(source, slugs).policy).toEqual(policy);
      expect(checkPolicy(policy, slugs).ok).toBe(true);
    }
  });
});

describe('a faulty policy', () => {
  test('names the line of an unknown key, of a wrong value and of a missing key’s parent', () => {
    const source = crisis
      .replace('waivable_by:', 'waiveable_by:')
      .replace('late_tolerance: PT10M', 'late_tolerance: 10 minutes')
      .replace('  in_doubt: resend\n', '');
    expect(faultsOf(source).toSorted()).toEqual(
      [
        `${lineWith(source, 'waiveable_by')} review.waiveable_by unknown_key`,
        `${lineWith(source, 'review:')} review.waivable_by missing_key`,
        `${lineWith(source, 'release:')} release.in_doubt missing_key`,
        `${lineWith(source, 'late_tolerance')} release.late_tolerance not_a_duration`,
      ].toSorted(),
    );
  });

  test('names a seat of no agency and a code that would sign', () => {
    const source = crisis.replace('police]', 'navy]').replace('[passkey, session]', '[code]');
    expect(faultsOf(source)).toEqual([
      `${lineWith(source, 'navy')} review.quorum.at_least.of[2] seat_unknown`,
      `${lineWith(source, '[code]')} sign_off.assurance code_cannot_sign`,
    ]);
  });

  test.each([
    ['a key that stands twice', crisis.replace('id: crisis', 'id: crisis\nid: other'), '3  not_yaml'],
    ['a bracket that never closes', crisis.replace('[crisis-management]', '[crisis-management'), 'not_yaml'],
    ['an alias of nothing', crisis.replace('PT10M', '*never'), 'not_yaml'],
    ['a type of its own', crisis.replace('id: crisis', 'id: !!js/function crisis'), '2  not_yaml'],
    ['no object at all', 'just words', '1  not_an_object'],
    ['nothing', '', '1  not_an_object'],
  ])('is refused with %s', (_, source, fault) => {
    expect(faultsOf(source).some((one) => one.endsWith(fault))).toBe(true);
  });

  test('is refused by the set when it leaves a hole or overlaps another', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'policies-'));
    await writeFile(join(folder, 'crisis.yaml'), crisis);
    await writeFile(join(folder, 'other.yaml'), crisis.replace('id: crisis', 'id: other'));
    const loaded = await loadPolicies(folder, slugs);
    const faults = loaded.ok ? [] : loaded.faults.map(({ refusal }) => refusal);
    expect(faults).toContainEqual({ code: 'policy_missing', severity: 'routine', kind: 'news' });
    expect(faults).toContainEqual({
      code: 'policy_overlap',
      severity: 'crisis',
      kind: 'denial',
      policies: ['crisis', 'other'],
    });
  });
});
