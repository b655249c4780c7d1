import { describe, expect, test } from '@jest/globals';
import type { ActBody, ActType } from '../../../domain/announcement/acts.js';
import { allowedActions, isAllowed } from '../../../domain/announcement/allowed-actions.js';
import { statuses, type Status } from '../../../domain/announcement/kinds.js';
import type { AnnouncementState } from '../../../domain/announcement/state.js';
import { governor, health, police } from '../../support/cast.js';
import {
  act, aDraft, anAgreedAnnouncement, anAnnouncementInReview, approves, aReleasedAnnouncement, aSignedOffAnnouncement, frees, given,
  goes, holds, minutes, objects, overrides, retracts, signs, submits, takesBack, versionOf, waitUntil, waives, type Attempt,
} from '../../support/story.js'; // prettier-ignore

const replacedAs = (as: 'superseded' | 'withdrawn') =>
  act({ type: 'replaced', as, replacement: 'announcement-2' }, null);

const manual = () => aSignedOffAnnouncement({ when: 'manual' });
const stateIn: Record<Status, () => AnnouncementState> = {
  draft: aDraft,
  in_review: () => given(anAnnouncementInReview()).when(approves('police')).state,
  awaiting_sign_off: () => given(anAgreedAnnouncement()).when(holds()).state,
  signed_off: () => given(manual()).when(holds()).state,
  released: aReleasedAnnouncement,
  superseded: () => given(aReleasedAnnouncement()).when(replacedAs('superseded')).state,
  withdrawn: () => given(aReleasedAnnouncement()).when(replacedAs('withdrawn')).state,
  expired: () => waitUntil(aReleasedAnnouncement(), minutes(600)),
  refused: () => given(anAgreedAnnouncement()).when(signs({ decision: 'refuse' })).state,
  abandoned: () => given(aDraft()).when(act({ type: 'abandon' }, health.officer)).state,
};

/** One attempt of each type that is right wherever its state allows it. */
const attempts: Record<ActType, Attempt> = {
  submit: submits(),
  review: approves('health'),
  object: objects('police'),
  retract: retracts('police'),
  waive: waives('red-crescent'),
  sign_off: signs(),
  override: overrides(),
  go: goes(),
  take_back: takesBack(),
  abandon: act({ type: 'abandon' }, health.officer),
  hold: holds(),
  free: frees('person'),
  stop: act({ type: 'stop', channel: 'email' }, governor),
  continue: act({ type: 'continue', channel: 'email' }, governor),
  fan_out_report: act({ type: 'fan_out_report', channel: 'email', status: 'complete' }, null),
  replaced: replacedAs('superseded'),
  expire: act({ type: 'expire' }, null, minutes(600)),
};

/** Acts that name a version are tried on states without one too, naming the first. */
function onFirstVersion(attempt: Attempt): Attempt {
  return (state) => {
    const made = attempt(state.version ? state : withEverything());
    return { ...made, basedOn: state.sequence };
  };
}
const withEverything = () => stateIn.signed_off();

const cells = statuses.flatMap((status) =>
  (Object.keys(attempts) as ActType[]).map((type): [ActType, Status] => [type, status]),
);

describe('every act in every state', () => {
  test.each(cells)('%s in %s follows the table', (type, status) => {
    const { codes, state } = given(stateIn[status]()).when(onFirstVersion(attempts[type]));
    if (!isAllowed(type, status)) {
      expect(codes).toContain('not_allowed_in_state');
      expect(state.status).toBe(status);
    } else if (type === 'go') expect(codes).toEqual(['held']);
    else expect(codes).toEqual([]);
  });

  test('the table knows every act', () => {
    const types: readonly ActBody['type'][] = Object.keys(attempts) as ActType[];
    expect(types.filter((type) => !(type in allowedActions))).toEqual([]);
  });

  test('the stories are in the states they say, and decided by whom they say', () => {
    for (const status of statuses) expect(stateIn[status]().status).toBe(status);
    expect(versionOf(stateIn.in_review()).seats.find(({ seat }) => seat === 'police')?.decision?.person).toBe(
      police.manager.id,
    );
  });
});
