import type { Refusal, Ruling } from '../domain/refusal.js';

/** Something that must succeed was refused; thrown where a refusal is a fault of the program or ends a transaction. */
export class Refused extends Error {
  override name = 'Refused';
  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals.map((refusal) => JSON.stringify(refusal)).join('; '));
  }
}

/** The value of a ruling; throws {@link Refused}, which rolls a transaction back, when there is none. */
export function mustGrant<T>(ruling: Ruling<T>): T {
  if (ruling.ok) return ruling.value;
  throw new Refused(ruling.refusals);
}
