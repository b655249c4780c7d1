import { expect, test } from '@jest/globals';
import { may } from '../../../domain/people/may.js';
import { crisisPolicy, dutyOfficer } from '../../support/cast.js';
import { mayDo, mayDoInOffice } from '../../support/permissions.js';
import { aDraft, anAgreedAnnouncement, aSignedOffAnnouncement, released } from '../../support/story.js';

test('the duty officer runs the office at night: reads, takes back, holds, stops, lets go, withdraws', () => {
  expect(mayDo(dutyOfficer, anAgreedAnnouncement())).toEqual([
    'continue', 'free', 'go', 'hold', 'read', 'stop', 'take_back', 'withdraw',
  ]); // prettier-ignore
});

test('the duty officer writes the office’s own texts, opens incidents, and manages nothing', () => {
  expect(mayDo(dutyOfficer, { ...aDraft(), agency: 'governor-office' })).toContain('edit');
  expect(mayDoInOffice(dutyOfficer)).toEqual(['open_incident', 'start_announcement']);
});

test('the duty officer waives and signs only where the policy names the post', () => {
  const announcement = aDraft();
  expect(may(dutyOfficer, 'waive', { announcement, policy: crisisPolicy })).toHaveLength(1);
  const review = { ...crisisPolicy.review, waivable_by: ['duty-officer'] };
  expect(may(dutyOfficer, 'waive', { announcement, policy: { ...crisisPolicy, review } })).toEqual([]);
  const sign_off = { ...crisisPolicy.sign_off, signers: ['governor', 'duty-officer'] };
  expect(may(dutyOfficer, 'sign_off', { announcement, policy: { ...crisisPolicy, sign_off } })).toEqual([]);
});

test('what the release itself held goes back to the signer, not to the duty officer', () => {
  const held = released(aSignedOffAnnouncement(), { audienceNow: 5000 }).state;
  expect(may(dutyOfficer, 'go', { announcement: held, policy: null })).toEqual([
    { code: 'not_permitted', action: 'go' },
  ]);
});
