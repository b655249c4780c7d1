import { expect, test } from '@jest/globals';
import { auditor } from '../../support/cast.js';
import { mayDo, mayDoInOffice } from '../../support/permissions.js';
import { aDraft, anAgreedAnnouncement } from '../../support/story.js';

test('an auditor reads everything, drafts too, and the audit', () => {
  expect(mayDo(auditor, aDraft())).toEqual(['read']);
  expect(mayDo(auditor, anAgreedAnnouncement())).toEqual(['read']);
  expect(mayDoInOffice(auditor)).toEqual(['read_audit']);
});
