import { describe, expect, test } from '@jest/globals';
import { crisisManagement, governor, health, police, redCrescent } from '../../support/cast.js';
import {
  anAgreedAnnouncement, anAnnouncementInReview, approves, aReleasedAnnouncement, aSignedOffAnnouncement, given, minutes,
  objects, rejects, released, retracts, seatOf, signs, versionOf, waives,
} from '../../support/story.js'; // prettier-ignore

describe('retracting', () => {
  test('opens the seat again with a new invitation to the same person', () => {
    const { state, types } = given(anAnnouncementInReview()).when(approves('health'), retracts('health'));
    expect(types).toEqual(['decision_ended', 'reviewers_asked']);
    expect(seatOf(state, 'health')).toMatchObject({ decision: null, generation: 2, openedAt: minutes(2) });
    expect(seatOf(state, 'health').invitations.at(-1)).toEqual({
      person: health.manager.id,
      generation: 2,
      askedAt: minutes(2),
    });
  });

  test('takes a text that waits for the signature back to review, and the signer is asked anew later', () => {
    const { state, types } = given(anAgreedAnnouncement()).when(retracts('health'));
    expect(types).toEqual(['decision_ended', 'reopened', 'reviewers_asked']);
    expect(state.status).toBe('in_review');
    const again = given(state).when(approves('health')).state;
    expect(versionOf(again).signature).toMatchObject({ generation: 2, asked: 1 });
    expect(versionOf(again).signature.invitations.at(-1)).toMatchObject({
      person: governor.id,
      generation: 2,
    });
  });

  test('keeps the review open for that seat, though others would make up the number', () => {
    const { state } = given(anAgreedAnnouncement()).when(retracts('health'), approves('red-crescent'));
    expect(state.status).toBe('in_review');
    expect(given(state).when(rejects('health')).state.status).toBe('awaiting_sign_off');
  });

  test('lets the office waive the seat instead', () => {
    const { state } = given(anAgreedAnnouncement()).when(retracts('health'), waives('health'));
    expect(state.status).toBe('awaiting_sign_off');
  });

  test('is for one’s own decision, one that counts, before the signature', () => {
    const state = anAgreedAnnouncement();
    expect(given(state).when(retracts('health', health.standIn)).codes).toEqual(['decision_not_yours']);
    expect(given(state).when(retracts('red-crescent')).codes).toEqual(['seat_not_decided']);
    expect(given(state).when(retracts('health'), retracts('health')).codes).toEqual(['seat_not_decided']);
    expect(given(aSignedOffAnnouncement()).when(retracts('health')).codes).toEqual(['not_allowed_in_state']);
  });
});

describe('objecting', () => {
  test('of an ordinary seat stands above the signer’s button and changes nothing else', () => {
    const { state, types } = given(anAgreedAnnouncement()).when(objects('red-crescent'));
    expect(types).toEqual(['objected']);
    expect(state.status).toBe('awaiting_sign_off');
    expect(versionOf(state).objections).toMatchObject([
      { seat: 'red-crescent', person: redCrescent.manager.id },
    ]);
  });

  test('of a veto seat before the signature reopens the seat for whoever objects', () => {
    const { state, events } = given(anAgreedAnnouncement()).when(
      objects('crisis-management', crisisManagement.standIn),
    );
    expect(events.map(({ type }) => type)).toEqual([
      'objected',
      'decision_ended',
      'reopened',
      'reviewers_asked',
    ]);
    expect(events.at(-1)).toMatchObject({
      people: [crisisManagement.standIn.id],
      generation: 2,
      because: 'reopened',
    });
    expect(state.status).toBe('in_review');
    expect(given(state).when(approves('crisis-management')).state.status).toBe('awaiting_sign_off');
  });

  test('of a veto seat once signed holds the release, once, for the signer', () => {
    const signed = aSignedOffAnnouncement();
    const { state, types } = given(signed).when(objects('crisis-management'));
    expect(types).toEqual(['objected', 'held']);
    expect(state).toMatchObject({ status: 'signed_off', holds: [{ reason: 'veto_objection' }] });
    expect(released(state).events).toEqual([]);
    expect(given(state).when(objects('crisis-management')).types).toEqual(['objected']);
  });

  test('of a waived veto seat no longer binds', () => {
    const { state } = given(anAnnouncementInReview()).when(
      waives('crisis-management'),
      approves('health'),
      approves('police'),
    );
    expect(given(state).when(objects('crisis-management')).types).toEqual(['objected']);
    expect(given(state).when(signs(), objects('crisis-management')).types).toEqual(['objected']);
  });

  test('is for people of the seat, after it decided, before the release', () => {
    expect(given(anAnnouncementInReview()).when(objects('health')).codes).toEqual(['seat_not_decided']);
    expect(given(anAgreedAnnouncement()).when(objects('health', police.manager)).codes).toEqual([
      'not_asked',
    ]);
    expect(given(anAgreedAnnouncement()).when(objects('roads')).codes).toEqual(['seat_unknown']);
    expect(given(aReleasedAnnouncement()).when(objects('health')).codes).toEqual(['not_allowed_in_state']);
  });

  test('makes its author a reviewer, who may not sign', () => {
    const deputy = { ...health.manager, roles: ['reviewer', 'signatory'] as const, posts: ['governor'] };
    const roster = [
      crisisManagement.manager,
      police.manager,
      redCrescent.manager,
      health.standIn,
      deputy,
      governor,
    ];
    const state = given(anAnnouncementInReview({ roster })).when(
      approves('crisis-management'),
      approves('health', health.standIn),
      approves('police'),
      objects('health', deputy),
    ).state;
    expect(given(state).when(signs({ by: deputy })).codes).toEqual(['reviewer_may_not_sign']);
  });
});

describe('waiving', () => {
  test('lowers the number that must agree and may close the review', () => {
    const { state } = given(anAnnouncementInReview()).when(
      approves('crisis-management'),
      approves('health'),
      waives('police'),
    );
    expect(state.status).toBe('awaiting_sign_off');
  });

  test('never returns a text: only a no can make a quorum impossible', () => {
    const { state } = given(anAnnouncementInReview()).when(
      rejects('health'),
      waives('police'),
      waives('red-crescent'),
      waives('crisis-management'),
    );
    expect(state.status).toBe('awaiting_sign_off');
  });

  test('is for a seat that is there and still open, once', () => {
    const state = anAnnouncementInReview();
    expect(given(state).when(waives('roads')).codes).toEqual(['seat_unknown']);
    expect(given(state).when(approves('health'), waives('health')).codes).toEqual(['seat_already_decided']);
    expect(given(state).when(waives('health'), waives('health')).codes).toEqual(['seat_waived']);
    expect(given(anAgreedAnnouncement()).when(waives('red-crescent')).codes).toEqual([
      'not_allowed_in_state',
    ]);
  });
});
