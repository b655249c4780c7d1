import { describe, expect, test } from '@jest/globals';
import { dutyOfficer, governor, politicalDeputy } from '../../support/cast.js';
import {
  act, aReleasedAnnouncement, anAgreedAnnouncement, aSignedOffAnnouncement, frees, given, goes, holds, minutes, objects, released,
  signs,
} from '../../support/story.js'; // prettier-ignore
import type { RecipientChannel } from '../../../domain/content/content.js';

const outgrown = () => released(aSignedOffAnnouncement(), { audienceNow: 2000 }).state;

describe('a go', () => {
  test('starts what was signed for a manual release, once', () => {
    const waiting = aSignedOffAnnouncement({ when: 'manual' });
    expect(released(waiting).events).toEqual([]);
    const { state, events } = given(waiting).when(goes(1000, dutyOfficer));
    expect(events).toEqual([{ type: 'go_given', audienceCount: 1000 }]);
    expect(released(state).types).toEqual(['released']);
    expect(given(state).when(goes()).codes).toEqual(['nothing_waits_for_go']);
  });

  test('frees what release itself held, and covers the audience it names', () => {
    const { state } = given(outgrown()).when(goes(2000));
    expect(state.holds).toEqual([]);
    expect(released(state, { audienceNow: 2000 }).types).toEqual(['released']);
    expect(released(state, { audienceNow: 2201 }).events).toEqual([
      { type: 'held', reason: 'audience_growth' },
    ]);
  });

  test('is for nothing when the text goes out by itself', () => {
    expect(given(aSignedOffAnnouncement()).when(goes()).codes).toEqual(['nothing_waits_for_go']);
  });

  test('never passes a person’s hold, stale bytes, or a text that is no longer true', () => {
    const held = given(aSignedOffAnnouncement({ when: 'manual' })).when(holds()).state;
    expect(given(held).when(goes()).refusals).toEqual([{ code: 'held', reasons: ['person'] }]);
    const late = goes(2000, governor, minutes(600));
    expect(given(outgrown()).when(late).refusals).toEqual([{ code: 'expired', at: minutes(600) }]);
    const stale = act(
      { type: 'go', version: 1, manifestSha256: 'f'.repeat(64), audienceCount: 2000 },
      governor,
    );
    expect(given(outgrown()).when(stale).codes).toEqual(['hash_differs']);
  });
});

describe('a hold', () => {
  test('keeps a signed text in, until it is freed', () => {
    const { state } = given(aSignedOffAnnouncement()).when(holds());
    expect(released(state).events).toEqual([]);
    expect(released(given(state).when(frees('person')).state).types).toEqual(['released']);
  });

  test('set before the signature outlives it', () => {
    const { state } = given(anAgreedAnnouncement()).when(holds(null, 'crisis'), signs());
    expect(released(state).events).toEqual([]);
  });

  test('of a veto seat is freed by a signer alone', () => {
    const { state } = given(aSignedOffAnnouncement()).when(objects('crisis-management'));
    expect(given(state).when(frees('veto_objection', dutyOfficer)).refusals).toEqual([
      { code: 'not_permitted', action: 'free' },
    ]);
    expect(given(state).when(frees('veto_objection', politicalDeputy)).state.holds).toEqual([]);
  });

  test('of the release itself is not simply freed: it wants a go that says what was seen', () => {
    expect(given(outgrown()).when(frees('audience_growth')).refusals).toEqual([
      { code: 'hold_needs_go', reason: 'audience_growth' },
    ]);
  });

  test('that is not there cannot be freed, and a released text cannot be held', () => {
    expect(given(aSignedOffAnnouncement()).when(frees('person')).codes).toEqual(['hold_unknown']);
    expect(given(aReleasedAnnouncement()).when(holds()).codes).toEqual(['not_allowed_in_state']);
  });
});

describe('a fan-out', () => {
  const stops = act({ type: 'stop', channel: 'email' }, dutyOfficer);
  const goesOn = act({ type: 'continue', channel: 'email' }, dutyOfficer);
  const reports = (status: 'stopped' | 'complete') =>
    act({ type: 'fan_out_report', channel: 'email', status }, null);

  test('runs from the release, is stopped, goes on, and completes', () => {
    const { state } = given(aReleasedAnnouncement()).when(stops);
    expect(state.fanOuts).toEqual([{ channel: 'email', status: 'stopped' }]);
    const running = given(state).when(goesOn).state;
    expect(running.fanOuts).toEqual([{ channel: 'email', status: 'running' }]);
    expect(given(running).when(reports('complete')).state.fanOuts).toEqual([
      { channel: 'email', status: 'complete' },
    ]);
  });

  test('told twice what it is changes nothing', () => {
    expect(given(aReleasedAnnouncement()).when(goesOn).events).toEqual([]);
    expect(
      given(aReleasedAnnouncement()).when(stops, act({ type: 'stop', channel: 'email' }, governor)).events,
    ).toEqual([]);
    const complete = given(aReleasedAnnouncement()).when(reports('complete')).state;
    expect(given(complete).when(reports('complete')).events).toEqual([]);
    expect(given(complete).when(reports('stopped')).events).toEqual([]);
  });

  test('that is complete, or that never was, cannot be stopped', () => {
    const complete = given(aReleasedAnnouncement()).when(reports('complete')).state;
    expect(given(complete).when(stops).codes).toEqual(['fan_out_complete']);
    const sms = act({ type: 'stop', channel: 'sms' as RecipientChannel }, dutyOfficer);
    expect(given(aReleasedAnnouncement()).when(sms).codes).toEqual(['fan_out_unknown']);
    expect(given(aSignedOffAnnouncement()).when(stops).codes).toEqual([
      'not_allowed_in_state',
      'fan_out_unknown',
    ]);
  });
});

describe('the end of a released text', () => {
  test.each(['superseded', 'withdrawn'] as const)('by another: %s', (as) => {
    const told = act({ type: 'replaced', as, replacement: 'announcement-2' }, null);
    expect(given(aReleasedAnnouncement()).when(told).state).toMatchObject({
      status: as,
      replacedBy: 'announcement-2',
    });
    expect(given(aSignedOffAnnouncement()).when(told).codes).toEqual(['not_allowed_in_state']);
  });

  test('by time: at its moment, not before', () => {
    const expires = (at: string) => act({ type: 'expire' }, null, at);
    expect(given(aReleasedAnnouncement()).when(expires(minutes(599))).events).toEqual([]);
    expect(given(aReleasedAnnouncement()).when(expires(minutes(600))).state.status).toBe('expired');
  });
});
