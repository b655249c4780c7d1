import { describe, expect, test } from '@jest/globals';
import { may, whyNot } from '../../../domain/people/may.js';
import { attempt } from '../../../domain/announcement/attempt.js';
import { crisisPolicy, governor, health, politicalDeputy } from '../../support/cast.js';
import { mayDo, mayDoInOffice } from '../../support/permissions.js';
import {
  aDraft, anAgreedAnnouncement, anAnnouncementInReview, approves, aSignedOffAnnouncement, given, goes, released, signs,
} from '../../support/story.js'; // prettier-ignore

const subject = (announcement = anAgreedAnnouncement()) => ({ announcement, policy: crisisPolicy });

describe('the governor', () => {
  test('signs, overrides, waives, withdraws, holds and lets go', () => {
    expect(mayDo(governor, anAgreedAnnouncement())).toEqual([
      'continue', 'free', 'go', 'hold', 'override', 'read', 'sign_off', 'stop', 'take_back', 'waive', 'withdraw',
    ]); // prettier-ignore
  });

  test('does not review, write or manage', () => {
    expect(mayDoInOffice(governor)).toEqual(['open_incident']);
    expect(mayDo(governor, aDraft())).not.toContain('edit');
  });

  test('who wrote in the text may not sign it: a contributor may not sign', () => {
    const announcement = anAgreedAnnouncement({ contributors: [governor] });
    for (const action of ['sign_off', 'override'] as const) {
      expect(may(governor, action, { announcement, policy: null })).toEqual([
        { code: 'contributor_may_not_decide' },
      ]);
    }
  });

  test('who reviewed the text may not sign it', () => {
    const deputy = { ...politicalDeputy, roles: ['signatory', 'reviewer'] as const, agency: 'health' };
    const roster = [deputy, governor, health.standIn, ...others()];
    const announcement = given(anAnnouncementInReview({ roster })).when(approves('health', deputy)).state;
    expect(may(deputy, 'sign_off', { announcement, policy: null })).toEqual([
      { code: 'reviewer_may_not_sign' },
    ]);
  });

  const others = () =>
    anAnnouncementInReview()
      .version?.seats.flatMap(({ candidates }) => candidates)
      .map(person) ?? [];
  const person = (id: string) => ({ ...health.manager, id, agency: agencyOf(id) });
  const agencyOf = (id: string) =>
    anAnnouncementInReview().version?.seats.find(({ candidates }) => candidates.includes(id))?.seat ?? null;
});

describe('the deputy', () => {
  test('signs and waives as the policy says, and does not override where it names the governor alone', () => {
    expect(may(politicalDeputy, 'sign_off', subject())).toEqual([]);
    expect(may(politicalDeputy, 'waive', subject())).toEqual([]);
    expect(may(politicalDeputy, 'override', subject())).toEqual([
      { code: 'not_permitted', action: 'override' },
    ]);
  });

  test('is measured by the policy captured at submission, not by a later one', () => {
    const later = { ...crisisPolicy, override: { ...crisisPolicy.override, by: ['political-deputy'] } };
    expect(
      may(politicalDeputy, 'override', { announcement: anAgreedAnnouncement(), policy: later }),
    ).toHaveLength(1);
    expect(may(politicalDeputy, 'waive', { announcement: aDraft(), policy: null })).toHaveLength(1);
  });

  test('loses the signature with the post', () => {
    const former = { ...politicalDeputy, posts: [] };
    expect(may(former, 'sign_off', subject())).toEqual([{ code: 'not_permitted', action: 'sign_off' }]);
  });
});

test('a disabled button says everything that is in its way', () => {
  expect(whyNot(health.manager, 'sign_off', subject(aDraft()))).toEqual([
    { code: 'not_allowed_in_state', action: 'sign_off', status: 'draft' },
    { code: 'not_permitted', action: 'sign_off' },
  ]);
  expect(whyNot(governor, 'sign_off', subject())).toEqual([]);
});

describe('attempting an act', () => {
  test('gives all reasons of permission and of the rules, each once', () => {
    const announcement = anAgreedAnnouncement({ contributors: [health.officer, governor] });
    const act = signs()(announcement);
    expect(attempt(governor, subject(announcement), act)).toEqual({
      ok: false,
      refusals: [{ code: 'contributor_may_not_decide' }, { code: 'not_asked', seat: null }],
    });
    expect(
      attempt(health.manager, subject(), signs({ by: health.manager })(anAgreedAnnouncement())),
    ).toMatchObject({
      refusals: [{ code: 'not_permitted' }, { code: 'reviewer_may_not_sign' }, { code: 'not_asked' }],
    });
  });

  test('gives the events when nothing is in its way, and none for an act that was applied', () => {
    const act = signs()(anAgreedAnnouncement());
    expect(attempt(governor, subject(), act)).toMatchObject({ ok: true, value: [{ type: 'signed' }] });
    const { state } = given(anAgreedAnnouncement()).when(() => act);
    expect(attempt(governor, subject(state), act)).toEqual({ ok: true, value: [] });
  });

  test('after a hold of the release itself, the go is the signer’s', () => {
    const held = released(aSignedOffAnnouncement(), { audienceNow: 5000 }).state;
    expect(attempt(governor, subject(held), goes(5000)(held)).ok).toBe(true);
  });
});
