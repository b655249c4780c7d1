import { describe, expect, test } from '@jest/globals';
import { crisisManagement, governor, health, police, redCrescent, withQuorum } from '../../support/cast.js';
import {
  act, aDraft, anAgreedAnnouncement, anAnnouncementInReview, approves, given, minutes, rejects, says, seatOf, submits, takesBack,
  versionOf, waives,
} from '../../support/story.js'; // prettier-ignore

describe('closing a review', () => {
  test('waits for every seat that must agree, even when enough others have', () => {
    const { state } = given(anAnnouncementInReview()).when(
      approves('health'),
      approves('police'),
      approves('red-crescent'),
    );
    expect(state.status).toBe('in_review');
  });

  test('asks the governor with the act that meets the quorum', () => {
    const { state, types } = given(anAnnouncementInReview()).when(
      approves('crisis-management'),
      approves('health'),
      approves('police', police.manager, minutes(7)),
    );
    expect(types).toEqual(['reviewed', 'agreed', 'signers_asked']);
    expect(versionOf(state).signature).toMatchObject({
      openedAt: minutes(7),
      asked: 1,
      invitations: [{ person: governor.id, generation: 1 }],
    });
  });

  test('waits for a veto seat that no other list names', () => {
    const policy = withQuorum({ all: [], at_least: { count: 1, of: ['health'] }, veto: ['police'] });
    const { state } = given(anAnnouncementInReview({ policy })).when(approves('health'));
    expect(state.status).toBe('in_review');
    expect(given(state).when(approves('police')).state.status).toBe('awaiting_sign_off');
  });
});

describe('a no', () => {
  test.each([
    ['request_changes', 'changes_requested'],
    ['reject', 'rejected'],
  ] as const)('of a seat that must agree returns the text at once (%s)', (decision, cause) => {
    const { events, state } = given(anAnnouncementInReview()).when(says(decision, 'crisis-management'));
    expect(events.at(-1)).toEqual({ type: 'returned', cause });
    expect(state).toMatchObject({ status: 'draft', version: null });
  });

  test('of another seat only counts', () => {
    const { state } = given(anAnnouncementInReview()).when(rejects('health'));
    expect(state.status).toBe('in_review');
    expect(
      given(state).when(approves('crisis-management'), approves('police'), approves('red-crescent')).state
        .status,
    ).toBe('awaiting_sign_off');
  });

  test('that makes the quorum impossible returns the text at once', () => {
    const { events } = given(anAnnouncementInReview()).when(
      rejects('health'),
      says('request_changes', 'police'),
    );
    expect(events.at(-1)).toEqual({ type: 'returned', cause: 'quorum_unmeetable' });
  });

  test('of a veto seat binds even where its yes would not be needed', () => {
    const policy = withQuorum({
      all: [],
      at_least: { count: 1, of: ['health', 'police'] },
      veto: ['police'],
    });
    const { events } = given(anAnnouncementInReview({ policy })).when(approves('health'), rejects('police'));
    expect(events.at(-1)).toEqual({ type: 'returned', cause: 'rejected' });
  });
});

describe('who may decide for a seat', () => {
  test('any of its eligible people, asked by mail or not', () => {
    const { state } = given(anAnnouncementInReview()).when(approves('health', health.standIn));
    expect(seatOf(state, 'health').decision).toMatchObject({
      person: health.standIn.id,
      decision: 'approve',
    });
  });

  test('only the first of them: the second is told who decided, when and what', () => {
    const { refusals } = given(anAnnouncementInReview()).when(
      approves('health'),
      rejects('health', health.standIn),
    );
    expect(refusals).toEqual([
      {
        code: 'seat_already_decided',
        seat: 'health',
        by: health.manager.id,
        at: minutes(1),
        decision: 'approve',
      },
    ]);
  });

  test('nobody of another agency', () => {
    expect(given(anAnnouncementInReview()).when(approves('health', police.manager)).refusals).toEqual([
      { code: 'not_asked', seat: 'health' },
    ]);
  });

  test('not whoever wrote in the text, with everything else that is wrong said beside it', () => {
    const state = anAnnouncementInReview({ contributors: [health.officer, health.manager] });
    expect(seatOf(state, 'health').candidates).toEqual([health.standIn.id]);
    expect(given(state).when(approves('health', health.manager)).refusals).toEqual([
      { code: 'contributor_may_not_decide' },
      { code: 'not_asked', seat: 'health' },
    ]);
  });

  test('not somebody who took another seat already', () => {
    const both = { ...health.manager, standsInFor: ['police'] };
    const state = anAnnouncementInReview({ roster: [...people(), both] });
    const { refusals } = given(state).when(approves('health', both), approves('police', both));
    expect(refusals).toEqual([{ code: 'already_decided_another_seat', seat: 'health' }]);
  });

  test('not somebody who is the last one for another seat: the seat is named', () => {
    const both = { ...health.manager, standsInFor: ['police'] };
    const roster = [...people().filter(({ agency }) => agency !== 'police'), health.standIn, both];
    const state = anAnnouncementInReview({ roster });
    expect(given(state).when(approves('health', both)).refusals).toEqual([
      { code: 'seat_unfillable', seat: 'police' },
    ]);
    expect(given(state).when(approves('police', both), approves('health', health.standIn)).codes).toEqual([]);
  });

  test('not the last person who could sign', () => {
    const signing = { ...health.manager, roles: ['reviewer', 'signatory'] as const, posts: ['governor'] };
    const roster = [...people().filter(({ posts }) => posts.length === 0), health.standIn, signing];
    const state = anAnnouncementInReview({ roster });
    expect(given(state).when(approves('health', signing)).refusals).toEqual([
      { code: 'signature_unfillable' },
    ]);
  });

  const people = () =>
    [crisisManagement, police, redCrescent].flatMap(Object.values).concat(governor, health.officer);
});

describe('what a decision was shown', () => {
  test('must be the version in flight', () => {
    const shown = approves('health');
    const first = anAnnouncementInReview();
    const late = shown(first);
    const { state } = given(first).when(takesBack(), submits());
    expect(given(state).when(() => late).refusals).toEqual([
      { code: 'version_differs', shown: 1, current: 2 },
    ]);
  });

  test('must be its bytes', () => {
    const state = anAnnouncementInReview();
    const forged = act(
      {
        type: 'review',
        version: 1,
        seat: 'health',
        decision: 'approve',
        manifestSha256: 'f'.repeat(64),
        assurance: 'code',
      },
      health.manager,
    );
    expect(given(state).when(forged).refusals).toEqual([
      { code: 'hash_differs', shown: 'f'.repeat(64), current: versionOf(state).manifestSha256 },
    ]);
  });

  test('must come with enough assurance', () => {
    const weak = act({ ...body(), assurance: 'witnessed' }, health.manager);
    expect(given(anAnnouncementInReview()).when(weak).refusals).toEqual([
      { code: 'assurance_too_low', needed: ['code', 'session'] },
    ]);
  });

  test('must name a seat there is, and one that is still wanted', () => {
    expect(given(anAnnouncementInReview()).when(approves('roads')).codes).toEqual(['seat_unknown']);
    expect(given(anAnnouncementInReview()).when(waives('police'), approves('police')).codes).toEqual([
      'seat_waived',
    ]);
  });

  test('is too late once the review is closed', () => {
    expect(given(anAgreedAnnouncement()).when(approves('red-crescent')).codes).toEqual([
      'not_allowed_in_state',
    ]);
    expect(given(aDraft()).when(act(body(), health.manager)).codes).toEqual([
      'not_allowed_in_state',
      'version_differs',
    ]);
  });

  const body = () => ({
    type: 'review' as const,
    version: 1,
    seat: 'health',
    decision: 'approve' as const,
    manifestSha256: versionOf(anAnnouncementInReview()).manifestSha256,
    assurance: 'code' as const,
  });
});

test('the same act told twice is done once', () => {
  const once = approves('health')(anAnnouncementInReview());
  const { state, events } = given(anAnnouncementInReview()).when(
    () => once,
    () => once,
  );
  expect(events).toEqual([]);
  expect(state.acts.filter((id) => id === once.id)).toHaveLength(1);
});
