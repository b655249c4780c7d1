import { Refused } from '../../database/ruling.js';
import type { Refusal } from '../../domain/refusal.js';

/** Ends a handler, and the transaction it is in, with these reasons; the edge words them. */
export function refuse(...refusals: readonly Refusal[]): never {
  throw new Refused(refusals);
}
