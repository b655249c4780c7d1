import type { Assurance } from './policy.js';

/**
 * The assurances that are enough for a decision under this policy, in its own order.
 * Passkeys cannot be checked yet: where a policy lists `passkey` its next level, `session`, stands in,
 * and the decision records `session`, which is what it was.
 */
export function effectiveAssurance(listed: readonly Assurance[]): readonly Assurance[] {
  return [...new Set(listed.map((assurance) => (assurance === 'passkey' ? 'session' : assurance)))];
}
