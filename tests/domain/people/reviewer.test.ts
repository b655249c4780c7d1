import { describe, expect, test } from '@jest/globals';
import { may } from '../../../domain/people/may.js';
import { crisisPolicy, health, police, staffOf } from '../../support/cast.js';
import { mayDo, mayDoInOffice } from '../../support/permissions.js';
import { aDraft, anAnnouncementInReview } from '../../support/story.js';

describe('a reviewer', () => {
  test('reviews, objects and retracts, and reads what the seat was asked about', () => {
    expect(mayDo(police.manager, anAnnouncementInReview())).toEqual(['object', 'read', 'retract', 'review']);
    expect(mayDo(police.standIn, anAnnouncementInReview())).toEqual(['object', 'read', 'retract', 'review']);
  });

  test('of an agency that was not asked reads nothing', () => {
    expect(mayDo(staffOf.roads.manager, anAnnouncementInReview())).not.toContain('read');
  });

  test('reads a draft of the own agency only', () => {
    expect(mayDo(health.manager, aDraft())).toContain('read');
    expect(mayDo(police.manager, aDraft())).not.toContain('read');
  });

  test('who stands in for another agency reads what that seat was asked about', () => {
    const helper = { ...staffOf.roads.manager, standsInFor: ['police'] };
    const state = anAnnouncementInReview({
      roster: [...Object.values(staffOf).flatMap(Object.values), helper, ...signers],
    });
    expect(mayDo(helper, state)).toContain('read');
  });

  test('who wrote in the text may not review it', () => {
    const announcement = anAnnouncementInReview({ contributors: [health.manager] });
    expect(may(health.manager, 'review', { announcement, policy: null })).toEqual([
      { code: 'contributor_may_not_decide' },
    ]);
  });

  test('never signs, waives, or writes', () => {
    const subject = { announcement: anAnnouncementInReview(), policy: crisisPolicy };
    for (const action of ['sign_off', 'waive', 'edit', 'submit', 'override', 'hold'] as const) {
      expect(may(police.manager, action, subject)).toEqual([{ code: 'not_permitted', action }]);
    }
  });

  test('does nothing in the office', () => {
    expect(mayDoInOffice(police.manager)).toEqual([]);
  });

  const signers = [{ ...health.officer, id: 'signer', roles: ['signatory'] as const, posts: ['governor'] }];
});
