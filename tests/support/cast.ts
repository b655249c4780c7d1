import type { Person } from '../../domain/people/person.js';
import type { Policy } from '../../domain/policy/policy.js';
import { everybody, office, staffOf } from '../../start/cast.js';

/** The trial province's people and agencies, which the tests share, and the policies the rules' tests go by. */
export { agencies, everybody, office, seatSlugs, staffOf } from '../../start/cast.js';

export const { governor, politicalDeputy, dutyOfficer, administrator, auditor, officer } = office;
export const health = staffOf.health;
export const police = staffOf.police;
export const redCrescent = staffOf['red-crescent'];
export const crisisManagement = staffOf['crisis-management'];

/** Crisis management must agree and may stop it; two of three services confirm. */
export const crisisPolicy: Policy = {
  id: 'crisis',
  title: { fa: 'اطلاعیهٔ بحران', en: 'Crisis announcement' },
  applies: { severity: ['crisis'], kinds: ['announcement', 'denial', 'correction', 'all_clear'] },
  review: {
    quorum: {
      all: ['crisis-management'],
      at_least: { count: 2, of: ['health', 'red-crescent', 'police'] },
      veto: ['crisis-management'],
    },
    clock: { target: 'PT10M', remind_every: 'PT5M', stand_in_after: 'PT10M', office_after: 'PT20M' },
    assurance: ['code', 'session'],
    waivable_by: ['governor', 'political-deputy'],
  },
  sign_off: {
    signers: ['governor', 'political-deputy'],
    clock: { target: 'PT5M', remind_every: 'PT2M', next_signer_after: 'PT10M' },
    assurance: ['passkey', 'session'],
  },
  release: {
    in_doubt: 'resend',
    late_tolerance: 'PT10M',
    audience_growth: '10%',
    next_update_within: 'PT2H',
  },
  withdraw_by: ['governor', 'political-deputy', 'duty-officer'],
  override: { by: ['governor'], confirm_within: 'PT1H', confirmed_by: ['political-deputy'] },
  fast_lane: {
    by: ['duty-officer'],
    confirm_within: 'PT15M',
    confirmed_by: ['governor', 'political-deputy'],
  },
  preflight: {
    sms_parts: 'advise',
    message_map: 'advise',
    action: 'block',
    source: 'block',
    stale_translation: 'block',
    empty_audience: 'block',
    blocked_words: 'block',
  },
};

/** A policy whose review asks nobody: straight to the signer. */
export const signatureOnlyPolicy: Policy = withQuorum({ all: [], at_least: { count: 0, of: [] }, veto: [] });

/** The crisis policy with another quorum. */
export function withQuorum(quorum: Policy['review']['quorum']): Policy {
  return { ...crisisPolicy, review: { ...crisisPolicy.review, quorum } };
}

/** An agency's officer, manager and stand-in. */
export function peopleOf(agency: string): Person[] {
  return everybody.filter((person) => person.agency === agency);
}
