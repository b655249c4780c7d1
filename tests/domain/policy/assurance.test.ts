import { expect, test } from '@jest/globals';
import { effectiveAssurance } from '../../../domain/policy/assurance.js';

test('a policy that lists passkeys takes a session while passkeys cannot be checked', () => {
  expect(effectiveAssurance(['passkey'])).toEqual(['session']);
  expect(effectiveAssurance(['passkey', 'session', 'token'])).toEqual(['session', 'token']);
});

test('every other level means itself', () => {
  expect(effectiveAssurance(['code', 'witnessed'])).toEqual(['code', 'witnessed']);
});
