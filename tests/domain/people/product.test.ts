import { expect, test } from '@jest/globals';
import { may } from '../../../domain/people/may.js';
import { crisisPolicy, everybody } from '../../support/cast.js';
import { aReleasedAnnouncement, aSignedOffAnnouncement } from '../../support/story.js';

test('nobody releases, replaces, expires or reports by hand: these are the product’s own', () => {
  for (const announcement of [aSignedOffAnnouncement(), aReleasedAnnouncement()]) {
    for (const action of ['release', 'replaced', 'expire', 'fan_out_report'] as const) {
      const allowed = everybody.filter(
        (person) => may(person, action, { announcement, policy: crisisPolicy }).length === 0,
      );
      expect(allowed).toEqual([]);
    }
  }
});

test('everybody who works here reads a released drill', () => {
  const drill = { ...aReleasedAnnouncement(), drill: true };
  expect(
    everybody.filter((person) => may(person, 'read', { announcement: drill, policy: null }).length > 0),
  ).toEqual([]);
});
