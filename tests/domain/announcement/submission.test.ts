import { describe, expect, test } from '@jest/globals';
import {
  crisisManagement,
  governor,
  health,
  police,
  redCrescent,
  signatureOnlyPolicy,
} from '../../support/cast.js';
import {
  aDraft, act, anAgreedAnnouncement, anAnnouncementInReview, aSignedOffAnnouncement, aReleasedAnnouncement, approves, given,
  holds, minutes, rejects, seatOf, submits, takesBack, versionOf, waives,
} from '../../support/story.js'; // prettier-ignore

describe('submitting', () => {
  test('asks the manager of every seat at once', () => {
    const { state, types } = given(aDraft()).when(submits());
    expect(types).toEqual(['submitted', ...Array<string>(4).fill('reviewers_asked')]);
    expect(state.status).toBe('in_review');
    expect(
      versionOf(state).seats.flatMap(({ invitations }) => invitations.map(({ person }) => person)),
    ).toEqual([crisisManagement.manager.id, health.manager.id, redCrescent.manager.id, police.manager.id]);
  });

  test('goes straight to the governor where review needs nobody', () => {
    const { state, types } = given(aDraft()).when(submits({ policy: signatureOnlyPolicy }));
    expect(types).toEqual(['submitted', 'agreed', 'signers_asked']);
    expect(versionOf(state).signature.invitations).toEqual([
      { person: governor.id, generation: 1, askedAt: minutes(0) },
    ]);
  });

  test('goes straight to the governor when the office waived every seat in draft', () => {
    const seats = ['crisis-management', 'health', 'red-crescent', 'police'];
    const { state } = given(aDraft()).when(...seats.map((seat) => waives(seat)), submits());
    expect(state.status).toBe('awaiting_sign_off');
    expect(seatOf(state, 'health').waiver).toMatchObject({ by: governor.id });
  });

  test('uses a waiver recorded in draft for the next version only', () => {
    const { state } = given(aDraft()).when(waives('police'), submits(), takesBack(), submits());
    expect(seatOf(state, 'police').waiver).toBeNull();
    expect(seatOf(state, 'police').invitations).toHaveLength(1);
  });

  test('makes a new version of an unchanged text, and forgets what was decided about the old one', () => {
    const { state } = given(anAnnouncementInReview()).when(approves('health'), takesBack(), submits());
    expect(versionOf(state).number).toBe(2);
    expect(seatOf(state, 'health').decision).toBeNull();
  });

  test('refuses a number that was used, and passes over one whose submission came to nothing', () => {
    const returned = given(anAnnouncementInReview()).when(takesBack()).state;
    const again = (version: number) => act({ ...submission(), version }, health.officer);
    expect(given(returned).when(again(1)).refusals).toEqual([
      { code: 'version_differs', shown: 1, current: 1 },
    ]);
    expect(given(returned).when(again(3)).state).toMatchObject({ lastVersion: 3, version: { number: 3 } });
  });

  test('refuses a text that is not true any more', () => {
    expect(given(aDraft()).when(submits({ expires: minutes(-1) })).refusals).toEqual([
      { code: 'expired', at: minutes(-1) },
    ]);
  });

  test('refuses a plan that leaves a seat or the signature empty, or asks a contributor, all at once', () => {
    const broken = {
      ...submission(),
      contributors: [police.manager.id],
      seats: [
        { seat: 'health', candidates: [] },
        { seat: 'roads', candidates: [health.manager.id] },
        { seat: 'police', candidates: [police.manager.id] },
        { seat: 'crisis-management', candidates: [crisisManagement.manager.id] },
      ],
      signers: [],
    };
    expect(given(aDraft()).when(act(broken, health.officer)).refusals).toEqual([
      { code: 'seat_unfillable', seat: 'health' },
      { code: 'seat_unfillable', seat: 'red-crescent' },
      { code: 'seat_unknown', seat: 'roads' },
      { code: 'signature_unfillable' },
      { code: 'contributor_may_not_decide' },
    ]);
  });

  test('is refused while another version is under way', () => {
    expect(given(anAnnouncementInReview()).when(submits()).codes).toEqual(['not_allowed_in_state']);
  });
});

describe('taking back', () => {
  const held = given(aSignedOffAnnouncement()).when(holds()).state;
  test.each([
    ['in review', anAnnouncementInReview()],
    ['awaiting sign-off', anAgreedAnnouncement()],
    ['signed', aSignedOffAnnouncement({ when: 'manual' })],
    ['signed and held', held],
  ])('returns a text that is %s to draft', (_, state) => {
    const { state: after, events } = given(state).when(takesBack());
    expect(events).toEqual([{ type: 'returned', cause: 'taken_back' }]);
    expect(after).toMatchObject({ status: 'draft', version: null, lastVersion: 1, holds: [] });
  });

  test('is too late after the release', () => {
    expect(given(aReleasedAnnouncement()).when(takesBack()).codes).toEqual(['not_allowed_in_state']);
  });
});

describe('abandoning', () => {
  const abandons = act({ type: 'abandon' }, health.officer);
  test('ends a draft, a returned one too', () => {
    expect(given(aDraft()).when(abandons).state.status).toBe('abandoned');
    const returned = given(anAnnouncementInReview()).when(rejects('crisis-management')).state;
    expect(given(returned).when(abandons).state.status).toBe('abandoned');
  });
  test('needs the text taken back first', () => {
    expect(given(anAnnouncementInReview()).when(abandons).codes).toEqual(['not_allowed_in_state']);
  });
});

function submission() {
  const state = aDraft();
  const { id: _id, by: _by, at: _at, basedOn: _basedOn, ...body } = submits()(state);
  if (body.type !== 'submit') throw new Error('not a submission');
  return body;
}
