import { expect, test } from '@jest/globals';
import { announcementKinds, severities } from '../../../domain/announcement/kinds.js';
import { checkPolicySet, choosePolicy } from '../../../domain/policy/choose.js';
import type { Policy } from '../../../domain/policy/policy.js';
import { crisisPolicy } from '../../support/cast.js';

const policy = (id: string, applies: Policy['applies']): Policy => ({ ...crisisPolicy, id, applies });
const everything = policy('everything', { severity: severities, kinds: announcementKinds });

test('severity and kind choose the one policy that names both', () => {
  const calm = policy('calm', { severity: ['routine'], kinds: announcementKinds });
  const urgent = policy('urgent', { severity: ['crisis', 'life_safety'], kinds: announcementKinds });
  expect(choosePolicy([calm, urgent], 'routine', 'denial')).toEqual({ ok: true, value: calm });
  expect(checkPolicySet([calm, urgent])).toEqual([]);
});

test('a hole is named', () => {
  expect(choosePolicy([], 'crisis', 'denial')).toEqual({
    ok: false,
    refusals: [{ code: 'policy_missing', severity: 'crisis', kind: 'denial' }],
  });
  expect(
    checkPolicySet([policy('some', { severity: severities, kinds: announcementKinds.slice(1) })]),
  ).toEqual(severities.map((severity) => ({ code: 'policy_missing', severity, kind: 'holding' })));
});

test('an overlap names its policies', () => {
  const holding = policy('holding', { severity: ['crisis'], kinds: ['holding'] });
  expect(checkPolicySet([everything, holding])).toEqual([
    { code: 'policy_overlap', severity: 'crisis', kind: 'holding', policies: ['everything', 'holding'] },
  ]);
});

test('one id is one policy', () => {
  expect(checkPolicySet([everything, { ...everything, applies: { severity: [], kinds: [] } }])).toEqual([
    { code: 'policy_invalid', policy: 'everything', path: 'id', problem: 'id_repeated', line: null },
  ]);
});
