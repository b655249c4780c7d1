import { describe, expect, test } from '@jest/globals';
import { decidePrompt, nextPrompt } from '../../../domain/announcement/clocks.js';
import { deadlines } from '../../../domain/announcement/deadlines.js';
import type { AnnouncementState } from '../../../domain/announcement/state.js';
import {
  crisisManagement,
  crisisPolicy,
  everybody,
  governor,
  health,
  police,
  politicalDeputy,
  withQuorum,
} from '../../support/cast.js';
import {
  aDraft, anAgreedAnnouncement, anAnnouncementInReview, approves, aReleasedAnnouncement, aSignedOffAnnouncement, given, minutes,
  retracts, seatOf, versionOf, waitUntil,
} from '../../support/story.js'; // prettier-ignore

const onlyHealth = withQuorum({ all: ['health'], at_least: { count: 0, of: [] }, veto: [] });
const waitingForHealth = () => anAnnouncementInReview({ policy: onlyHealth });

/** Every prompt of a state nobody acts on, at the very moment it falls due, as minutes after its beginning. */
function timeline(state: AnnouncementState, steps = 20): string[] {
  const due = nextPrompt(state);
  if (!due || steps === 0) return [];
  const at = (Date.parse(due.at) - Date.parse(minutes(0))) / 60_000;
  const said = decidePrompt(state, due.at).map((event) =>
    event.type === 'reviewers_asked' || event.type === 'signers_asked'
      ? `${at} ${event.type} ${event.people.map(nameOf).join()}`
      : `${at} ${event.type}`,
  );
  return [...said, ...timeline(waitUntil(state, due.at), steps - 1)];
}
const nameOf = (id: string) => everybody.find((person) => person.id === id)?.name.en ?? id;

describe('the clock of a seat', () => {
  test('reminds, asks the stand-in, and at last tells the office, which ends it', () => {
    expect(timeline(waitingForHealth())).toEqual([
      '5 reminded',
      '10 reminded',
      '10 reviewers_asked Health Stand-in',
      '15 reminded',
      '20 office_told',
    ]);
  });

  test('never decides: silence is not consent', () => {
    const state = waitUntil(waitingForHealth(), minutes(100_000));
    expect(state.status).toBe('in_review');
    expect(seatOf(state, 'health').decision).toBeNull();
  });

  test('makes one reminder of those that were missed', () => {
    expect(decidePrompt(waitingForHealth(), minutes(16))).toEqual([
      { type: 'reminded', seat: 'health', times: 3 },
      expect.objectContaining({ type: 'reviewers_asked', people: [health.standIn.id], because: 'stand_in' }),
    ]);
  });

  test('counts no reminder beyond the moment the office is told', () => {
    expect(decidePrompt(waitingForHealth(), minutes(100))[0]).toEqual({
      type: 'reminded',
      seat: 'health',
      times: 3,
    });
  });

  test('says nothing twice', () => {
    const state = waitUntil(waitingForHealth(), minutes(16));
    expect(decidePrompt(state, minutes(16))).toEqual([]);
  });

  test('asks nobody where the seat has one person only, and still tells the office', () => {
    const roster = everybody.filter(({ id }) => id !== health.standIn.id);
    const state = anAnnouncementInReview({ policy: onlyHealth, roster });
    expect(timeline(state)).toEqual(['5 reminded', '10 reminded', '15 reminded', '20 office_told']);
  });

  test('starts anew with a seat that opens again', () => {
    const policy = withQuorum({ all: ['health', 'police'], at_least: { count: 0, of: [] }, veto: [] });
    const state = given(anAnnouncementInReview({ policy })).when(
      approves('police'),
      approves('health', health.standIn, minutes(12)),
      retracts('health', health.standIn, minutes(13)),
    ).state;
    expect(nextPrompt(state)).toEqual({
      at: minutes(18),
      prompt: { type: 'remind', seat: 'health', times: 1 },
    });
    expect(timeline(state)).toContain('23 reviewers_asked Health Manager');
  });

  test('stops with the decision', () => {
    const policy = withQuorum({ all: ['health', 'police'], at_least: { count: 0, of: [] }, veto: [] });
    const { state } = given(anAnnouncementInReview({ policy })).when(approves('health'));
    expect(
      decidePrompt(state, minutes(30)).every((event) => 'seat' in event && event.seat === 'police'),
    ).toBe(true);
  });

  test('does not ask a stand-in who has taken another seat', () => {
    const both = { ...police.manager, standsInFor: ['health'] };
    const roster = [health.manager, both, governor];
    const policy = withQuorum({ all: ['health', 'police'], at_least: { count: 0, of: [] }, veto: [] });
    const { state } = given(anAnnouncementInReview({ policy, roster })).when(approves('police', both));
    expect(timeline(state)).not.toContainEqual(expect.stringContaining('reviewers_asked'));
  });
});

describe('the clock of the signature', () => {
  test('reminds, asks the next post, and tells the office when the last resort is silent', () => {
    const policy = { ...crisisPolicy, sign_off: { ...crisisPolicy.sign_off, clock: slowReminders } };
    expect(timeline(anAgreedAnnouncement({ policy }))).toEqual([
      '9 reminded',
      '11 signers_asked Political Deputy',
      '17 reminded',
      '21 office_told',
    ]);
  });

  test('runs from the agreement, and only while the signature is waited for', () => {
    expect(nextPrompt(aSignedOffAnnouncement({ when: 'manual' }))).toBeNull();
    expect(nextPrompt(aDraft())).toBeNull();
    expect(nextPrompt(anAgreedAnnouncement())?.at).toBe(minutes(3));
  });

  const slowReminders = { target: 'PT5M', remind_every: 'PT8M', next_signer_after: 'PT10M' };
});

test('a released text expires at its moment', () => {
  expect(timeline(aReleasedAnnouncement())).toEqual(['600 expired']);
});

describe('deadlines', () => {
  test('name who is waited for and what comes next, seat by seat', () => {
    const { state } = given(anAnnouncementInReview()).when(approves('health'));
    expect(deadlines(state).map(({ seat }) => seat)).toEqual(['crisis-management', 'red-crescent', 'police']);
    expect(deadlines(waitUntil(state, minutes(10)))[0]).toEqual({
      seat: 'crisis-management',
      waitingFor: [crisisManagement.manager.id, crisisManagement.standIn.id],
      since: minutes(0),
      target: minutes(10),
      nextAskedAt: null,
      officeAt: minutes(20),
    });
  });

  test('of the signature name the next signer’s moment', () => {
    expect(deadlines(anAgreedAnnouncement())).toEqual([
      {
        seat: null,
        waitingFor: [governor.id],
        since: minutes(1),
        target: minutes(6),
        nextAskedAt: minutes(11),
        officeAt: minutes(21),
      },
    ]);
    const later = deadlines(waitUntil(anAgreedAnnouncement(), minutes(11)))[0];
    expect(later).toMatchObject({ waitingFor: [governor.id, politicalDeputy.id], nextAskedAt: null });
  });

  test('are nobody’s before submission and after the signature', () => {
    expect(deadlines(aDraft())).toEqual([]);
    expect(deadlines(aSignedOffAnnouncement())).toEqual([]);
    expect(versionOf(aSignedOffAnnouncement()).signature.openedAt).toBe(minutes(1));
  });
});
