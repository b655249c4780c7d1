import { describe, expect, test } from '@jest/globals';
import { evolve, fold } from '../../../domain/announcement/evolve.js';
import type { AnnouncementEvent } from '../../../domain/announcement/events.js';
import { decide, events } from '../../../domain/announcement/decide.js';
import { isAllowed } from '../../../domain/announcement/allowed-actions.js';
import { crisisPolicy, governor, health, officer } from '../../support/cast.js';
import {
  aDraft, anAgreedAnnouncement, anAnnouncementInReview, approves, given, minutes, released, waives,
} from '../../support/story.js'; // prettier-ignore

describe('folding events', () => {
  test('counts them, and gives the same state in one go or one by one', () => {
    const state = anAnnouncementInReview();
    const decided = events(state, approves('health')(state));
    const happened = decided.ok ? decided.value : [];
    const together = fold(happened, state);
    const apart = happened.reduce(
      (now, event, index) => evolve(now, event, state.sequence + index + 1),
      state,
    );
    expect(together).toEqual(apart);
    expect(together.sequence).toBe(state.sequence + happened.length);
  });

  test('of nothing gives nothing', () => {
    expect(fold([], null)).toBeNull();
  });

  test('puts the act’s id, time and person on each event', () => {
    const state = anAnnouncementInReview();
    const act = approves('health')(state);
    expect(events(state, act)).toMatchObject({
      ok: true,
      value: [{ type: 'reviewed', act: act.id, by: health.manager.id, at: act.at }],
    });
    const refusal = approves('roads')(state);
    expect(events(state, refusal)).toEqual(decide(state, refusal));
  });

  test('refuses a stream no rule could have written', () => {
    const agreed: AnnouncementEvent = { type: 'agreed', at: minutes(0), by: null, act: null };
    expect(() => evolve(null, agreed, 1)).toThrow('event 1 (agreed)');
    expect(() => evolve(aDraft(), agreed, 2)).toThrow('no version in flight');
    expect(() => fold([draftedEvent], aDraft())).toThrow('begins an announcement');
    const reviewed = { type: 'reviewed', seat: 'health', decision: 'approve', assurance: 'code' } as const;
    expect(() =>
      fold([{ ...reviewed, at: minutes(1), by: null, act: 'a' }], anAnnouncementInReview()),
    ).toThrow('names nobody');
    expect(() =>
      fold([{ ...reviewed, at: minutes(1), by: 'x', act: null }], anAnnouncementInReview()),
    ).toThrow('without its act');
  });

  test('leaves what was alone: no state is ever changed in place', () => {
    const before = anAgreedAnnouncement();
    const copy = structuredClone(before);
    given(before).when(waives('health'));
    given(before).when(approves('health'));
    expect(before).toEqual(copy);
  });
});

const draftedEvent: AnnouncementEvent = {
  type: 'drafted',
  announcement: 'announcement-1',
  kind: 'announcement',
  severity: 'crisis',
  drill: true,
  author: officer.id,
  agency: 'governor-office',
  incident: null,
  replaces: [],
  at: minutes(0),
  by: officer.id,
  act: 'act-0',
};

test('a withdrawal is born signed by its target’s signature and goes out without review', () => {
  const state = fold(
    [
      {
        type: 'born_signed',
        announcement: 'announcement-2',
        severity: 'crisis',
        drill: false,
        author: governor.id,
        agency: 'health',
        incident: null,
        target: 'announcement-1',
        manifestSha256: 'b'.repeat(64),
        policy: crisisPolicy,
        expires: minutes(600),
        signedBy: governor.id,
        assurance: 'session',
        at: minutes(5),
        by: governor.id,
        act: 'act-w',
      },
    ],
    null,
  );
  if (!state) throw new Error('no state');
  expect(state).toMatchObject({ kind: 'withdrawal', status: 'signed_off', replaces: ['announcement-1'] });
  expect(isAllowed('review', state.status)).toBe(false);
  expect(released(state).types).toEqual(['released']);
});
