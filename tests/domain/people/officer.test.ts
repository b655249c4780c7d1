import { describe, expect, test } from '@jest/globals';
import { may } from '../../../domain/people/may.js';
import { crisisPolicy, health, office, officer, police } from '../../support/cast.js';
import { mayDo, mayDoInOffice } from '../../support/permissions.js';
import { aDraft, aReleasedAnnouncement, anAnnouncementInReview } from '../../support/story.js';

describe('a PR officer of an agency', () => {
  test('writes, submits, takes back and abandons the agency’s own texts', () => {
    expect(mayDo(health.officer, aDraft())).toEqual(['abandon', 'edit', 'read', 'submit', 'take_back']);
  });

  test('does not see another agency’s draft, sees a text their agency’s seat was asked about, and what is released', () => {
    expect(mayDo(police.officer, aDraft())).toEqual([]);
    expect(mayDo(police.officer, anAnnouncementInReview())).toEqual(['read']);
    expect(mayDo(office.officer, aDraft())).toContain('read');
    expect(mayDo(police.officer, aReleasedAnnouncement())).toEqual(['read']);
  });

  test('takes back a text they submitted, though it is a colleague’s', () => {
    const submitted = { ...anAnnouncementInReview(), author: health.manager.id };
    expect(mayDo(health.officer, submitted)).toContain('take_back');
    const colleague = { ...health.officer, id: 'a-colleague' };
    expect(mayDo(colleague, submitted)).not.toContain('take_back');
  });

  test('starts announcements and manages nothing', () => {
    expect(mayDoInOffice(health.officer)).toEqual(['start_announcement']);
    expect(mayDoInOffice({ ...health.officer, agency: null })).toEqual([]);
  });

  test('loses everything on leaving', () => {
    const gone = { ...health.officer, left: true };
    expect(mayDo(gone, aReleasedAnnouncement())).toEqual([]);
    expect(mayDoInOffice(gone)).toEqual([]);
    expect(may(gone, 'edit', { announcement: aDraft(), policy: crisisPolicy })).toEqual([
      { code: 'person_left' },
    ]);
  });
});

describe('a PR officer of the governor’s office', () => {
  test('reads everything, takes back, holds, frees and stops, but writes only the office’s own', () => {
    expect(mayDo(officer, aDraft())).toEqual(['continue', 'free', 'hold', 'read', 'stop', 'take_back']);
    expect(mayDo(officer, { ...aDraft(), agency: 'governor-office' })).toContain('edit');
  });

  test('opens incidents and manages contacts', () => {
    expect(mayDoInOffice(officer)).toEqual(['manage_contacts', 'open_incident', 'start_announcement']);
  });

  test('does not decide', () => {
    const actions = mayDo(officer, anAnnouncementInReview());
    for (const deciding of ['review', 'sign_off', 'override', 'waive', 'withdraw', 'go'] as const) {
      expect(actions).not.toContain(deciding);
    }
  });
});
