import { expect, test } from '@jest/globals';
import { statuses } from '../../../domain/announcement/kinds.js';
import { administrator } from '../../support/cast.js';
import { mayDo, mayDoInOffice } from '../../support/permissions.js';
import { aDraft, anAgreedAnnouncement, aReleasedAnnouncement } from '../../support/story.js';

test('an administrator manages people, agencies, policies, contacts, channels and tokens, and reads the audit', () => {
  expect(mayDoInOffice(administrator)).toEqual([
    'manage_agencies', 'manage_channels', 'manage_contacts', 'manage_people', 'manage_policies', 'manage_tokens', 'read_audit',
  ]); // prettier-ignore
});

test('an administrator decides nothing and reads nothing before it is public, whatever its state', () => {
  for (const status of statuses)
    expect(mayDo(administrator, { ...anAgreedAnnouncement(), status })).toEqual([]);
  expect(mayDo(administrator, { ...aDraft(), agency: 'governor-office' })).toEqual([]);
  expect(mayDo(administrator, aReleasedAnnouncement())).toEqual(['read']);
});

test('a post given to an administrator counts for nothing', () => {
  expect(mayDo({ ...administrator, posts: ['governor'] }, anAgreedAnnouncement())).toEqual([]);
});
