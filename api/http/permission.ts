import { may } from '../../domain/people/may.js';
import type { OfficeAction } from '../../domain/refusal.js';
import type { Actor } from '../auth/actor.js';
import { refuse } from './refuse.js';

/** Refuses an act of the office to whoever's roles do not carry it. */
export function mustBeAllowed({ person }: Actor, action: OfficeAction): void {
  const refusals = may(person, action);
  if (refusals.length > 0) refuse(...refusals);
}

/** The revision an edit was made to, from its `If-Match`; anything else matches none. */
export const revisionOf = (ifMatch: string): number => (/^\d{1,9}$/.test(ifMatch) ? Number(ifMatch) : -1);
