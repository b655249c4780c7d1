import { describe, expect, test } from '@jest/globals';
import { releaseDue } from '../../../domain/announcement/release-decision.js';
import type { AnnouncementState } from '../../../domain/announcement/state.js';
import { crisisPolicy, withQuorum } from '../../support/cast.js';
import {
  aDraft, anAgreedAnnouncement, aReleasedAnnouncement, aSignedOffAnnouncement, given, goes, holds, minutes, released,
} from '../../support/story.js'; // prettier-ignore

const scheduled = () => aSignedOffAnnouncement({ when: 'at', at: minutes(60) });

describe('a release is due', () => {
  test('at once, at the moment signed for, or from the go', () => {
    expect(releaseDue(aSignedOffAnnouncement())).toBe('now');
    expect(releaseDue(scheduled())).toBe(minutes(60));
    const manual = aSignedOffAnnouncement({ when: 'manual' });
    expect(releaseDue(manual)).toBeNull();
    expect(releaseDue(given(manual).when(goes()).state)).toBe('now');
  });

  test('never unsigned, held, or twice', () => {
    expect(releaseDue(anAgreedAnnouncement())).toBeNull();
    expect(releaseDue(given(aSignedOffAnnouncement()).when(holds()).state)).toBeNull();
    expect(releaseDue(aReleasedAnnouncement())).toBeNull();
    expect(released(aReleasedAnnouncement()).events).toEqual([]);
  });
});

describe('the release commit', () => {
  test('gives the number and starts every fan-out', () => {
    const { state, events } = released(aSignedOffAnnouncement(), { number: 7 });
    expect(events).toEqual([{ type: 'released', number: 7, series: 'office/1405', channels: ['email'] }]);
    expect(state).toMatchObject({
      status: 'released',
      release: { at: minutes(4), number: 7, series: 'office/1405', version: 1 },
      fanOuts: [{ channel: 'email', status: 'running' }],
    });
  });

  test('waits for the moment signed for', () => {
    expect(released(scheduled(), { now: minutes(59) }).events).toEqual([]);
    expect(released(scheduled(), { now: minutes(60) }).types).toEqual(['released']);
  });

  test('of a text signed to go out now does not wait for a clock that was set back', () => {
    expect(released(aSignedOffAnnouncement(), { now: minutes(-120) }).types).toEqual(['released']);
  });

  test('holds a schedule that was missed by more than the policy tolerates, until a go', () => {
    expect(released(scheduled(), { now: minutes(70) }).types).toEqual(['released']);
    const late = released(scheduled(), { now: minutes(71) });
    expect(late.events).toEqual([{ type: 'held', reason: 'late' }]);
    const freed = given(late.state).when(goes(1000, undefined, minutes(72))).state;
    expect(released(freed, { now: minutes(90) }).types).toEqual(['released']);
  });

  test('holds an audience that grew by more than the policy allows, except for life safety', () => {
    expect(released(aSignedOffAnnouncement(), { audienceNow: 1100 }).types).toEqual(['released']);
    expect(released(aSignedOffAnnouncement(), { audienceNow: 1101 }).events).toEqual([
      { type: 'held', reason: 'audience_growth' },
    ]);
    const urgent: AnnouncementState = { ...aSignedOffAnnouncement(), severity: 'life_safety' };
    expect(released(urgent, { audienceNow: 5000 }).types).toEqual(['released']);
    expect(released(aSignedOffAnnouncement(), { audienceNow: 10 }).types).toEqual(['released']);
  });

  test('holds a text with everything found wrong with it, each once', () => {
    const faults = {
      now: minutes(600),
      hashesMatch: false,
      contradictions: ['announcement-9'],
      audienceNow: 9999,
    };
    const { state, events } = released(aSignedOffAnnouncement(), faults);
    expect(events).toEqual(
      ['expired', 'audience_growth', 'bytes_differ', 'unresolved_contradiction'].map((reason) => ({
        type: 'held',
        reason,
      })),
    );
    expect(new Set(state.holds.map(({ id }) => id)).size).toBe(4);
    expect(released(state, faults).events).toEqual([]);
  });

  test('of a correction that lost to another goes back to draft; of a withdrawal it is refused', () => {
    const correction = aSignedOffAnnouncement();
    expect(released(correction, { replacedTargets: ['announcement-0'] }).events).toEqual([
      { type: 'returned', cause: 'lost_race' },
    ]);
    const withdrawal: AnnouncementState = { ...correction, kind: 'withdrawal' };
    expect(released(withdrawal, { replacedTargets: ['announcement-0'] }).state.status).toBe('refused');
  });

  test('does nothing to a draft', () => {
    expect(released(aDraft()).events).toEqual([]);
  });

  test('goes by the percentage in the policy', () => {
    const policy = {
      ...withQuorum(crisisPolicy.review.quorum),
      release: { ...crisisPolicy.release, audience_growth: '0%' },
    } as const;
    const state = aSignedOffAnnouncement({ when: 'now' }, { policy });
    expect(released(state, { audienceNow: 1001 }).events).toEqual([
      { type: 'held', reason: 'audience_growth' },
    ]);
  });
});
