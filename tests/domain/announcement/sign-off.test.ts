import { describe, expect, test } from '@jest/globals';
import {
  administrator,
  crisisPolicy,
  governor,
  health,
  peopleOf,
  police,
  politicalDeputy,
  signatureOnlyPolicy,
} from '../../support/cast.js';
import {
  anAgreedAnnouncement, anAnnouncementInReview, approves, aSignedOffAnnouncement, given, minutes, overrides, signs, submits,
  takesBack, versionOf, waitUntil,
} from '../../support/story.js'; // prettier-ignore

describe('the governor', () => {
  test('signs, with the plan of release in the same act', () => {
    const plan = { when: 'at', at: minutes(60) } as const;
    const { state } = given(anAgreedAnnouncement()).when(signs({ plan }));
    expect(state.status).toBe('signed_off');
    expect(versionOf(state).signature).toMatchObject({
      decision: { person: governor.id, decision: 'sign', assurance: 'session' },
      plan,
      override: false,
    });
  });

  test('returns a text to draft', () => {
    const { events, state } = given(anAgreedAnnouncement()).when(signs({ decision: 'return' }));
    expect(events.at(-1)).toEqual({ type: 'returned', cause: 'signer_returned' });
    expect(state.status).toBe('draft');
  });

  test('refuses a text for good', () => {
    const { state } = given(anAgreedAnnouncement()).when(signs({ decision: 'refuse' }));
    expect(state.status).toBe('refused');
    expect(given(state).when(signs()).codes).toEqual(['not_allowed_in_state', 'already_signed']);
  });

  test('is told who signed when somebody was first', () => {
    const { refusals } = given(aSignedOffAnnouncement()).when(signs());
    expect(refusals).toContainEqual({ code: 'already_signed', by: governor.id, at: minutes(3) });
  });

  test('never signs by a code from a mail', () => {
    expect(given(anAgreedAnnouncement()).when(signs({ assurance: 'code' })).refusals).toEqual([
      { code: 'assurance_too_low', needed: ['session'] },
    ]);
  });

  test('never signs other bytes or another version than those shown', () => {
    const shown = signs()(anAgreedAnnouncement());
    const { state } = given(anAgreedAnnouncement()).when(
      takesBack(),
      submits({ policy: signatureOnlyPolicy }),
    );
    expect(given(state).when(() => shown).codes).toEqual(['version_differs']);
    const forged = { ...signs()(state), manifestSha256: 'f'.repeat(64) } as ReturnType<
      ReturnType<typeof signs>
    >;
    expect(given(state).when(() => forged).codes).toEqual(['hash_differs']);
  });

  test('never signs for a moment that has passed, or after which the text is no longer true', () => {
    const state = anAgreedAnnouncement({ expires: minutes(30) });
    expect(given(state).when(signs({ plan: { when: 'at', at: minutes(1) } })).codes).toEqual([
      'release_in_past',
    ]);
    expect(given(state).when(signs({ plan: { when: 'at', at: minutes(30) } })).codes).toEqual(['expired']);
    expect(given(state).when(signs({ at: minutes(31) })).codes).toEqual(['expired']);
    expect(given(state).when(signs({ at: minutes(31), decision: 'return' })).codes).toEqual([]);
  });
});

describe('who may sign', () => {
  test('only a post that was asked', () => {
    expect(given(anAgreedAnnouncement()).when(signs({ by: politicalDeputy })).refusals).toEqual([
      { code: 'not_asked', seat: null },
    ]);
    expect(given(anAgreedAnnouncement()).when(signs({ by: administrator })).codes).toEqual(['not_asked']);
  });

  test('the next post once the clock asked it, and the first one still', () => {
    const later = waitUntil(anAgreedAnnouncement(), minutes(12));
    expect(given(later).when(signs({ by: politicalDeputy, at: minutes(13) })).state.status).toBe(
      'signed_off',
    );
    expect(given(later).when(signs({ by: governor, at: minutes(13) })).state.status).toBe('signed_off');
  });

  test('never a contributor: the deputy who wrote in the text is not even asked', () => {
    const state = waitUntil(
      anAgreedAnnouncement({ contributors: [health.officer, politicalDeputy] }),
      minutes(60),
    );
    expect(versionOf(state).signature.invitations.map(({ person }) => person)).toEqual([governor.id]);
    expect(given(state).when(signs({ by: politicalDeputy, at: minutes(61) })).codes).toEqual([
      'contributor_may_not_decide',
      'not_asked',
    ]);
  });

  test('never a reviewer: the deputy who approved for the police is passed over', () => {
    const deputy = { ...politicalDeputy, roles: ['signatory', 'reviewer'] as const, standsInFor: ['police'] };
    const review = anAnnouncementInReview({ roster: [...others(), deputy] });
    const state = given(review).when(
      approves('crisis-management'),
      approves('police', deputy),
      approves('health'),
    ).state;
    const later = waitUntil(state, minutes(60));
    expect(versionOf(later).signature.invitations.map(({ person }) => person)).toEqual([governor.id]);
    expect(given(later).when(signs({ by: deputy, at: minutes(61) })).codes).toEqual([
      'reviewer_may_not_sign',
      'not_asked',
    ]);
  });

  const others = () => [
    ...peopleOf('crisis-management'),
    ...peopleOf('red-crescent'),
    health.manager,
    police.manager,
    governor,
  ];
});

describe('an override', () => {
  test('signs in the middle of the review, and the record says so', () => {
    const { state, events } = given(anAnnouncementInReview()).when(overrides());
    expect(events).toEqual([{ type: 'signed', assurance: 'session', plan: { when: 'now' }, override: true }]);
    expect(state.status).toBe('signed_off');
    expect(versionOf(state).signature.override).toBe(true);
  });

  test('keeps separation of duties', () => {
    const writing = anAnnouncementInReview({ contributors: [governor] });
    expect(given(writing).when(overrides()).codes).toEqual(['contributor_may_not_decide']);
    const state = given(anAnnouncementInReview()).when(approves('health')).state;
    expect(given(state).when(overrides({ by: health.manager })).codes).toEqual(['reviewer_may_not_sign']);
  });

  test('is refused where the policy names nobody for it, and after the signature', () => {
    const policy = { ...crisisPolicy, override: { by: [], confirm_within: 'PT1H', confirmed_by: [] } };
    expect(given(anAnnouncementInReview({ policy })).when(overrides()).codes).toEqual([
      'override_not_in_policy',
    ]);
    expect(given(aSignedOffAnnouncement()).when(overrides()).codes).toEqual([
      'not_allowed_in_state',
      'already_signed',
    ]);
  });
});
