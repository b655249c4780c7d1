import type { Act } from './acts.js';
import { decide } from './decide.js';
import type { Decided } from './events.js';
import { may, type Subject } from '../people/may.js';
import type { Person } from '../people/person.js';
import { refused, type Refusal } from '../refusal.js';

/**
 * A person attempts an act: everything that their roles and posts, the state and separation of duties have against it,
 * each reason once; else the events. The API asks this before it records; the workflow asks `decide` again.
 */
export function attempt(person: Person, subject: Subject, act: Act): Decided {
  const decided = decide(subject.announcement, act);
  if (decided.ok && subject.announcement.acts.includes(act.id)) return decided;
  const refusals = [...may(person, act.type, subject), ...(decided.ok ? [] : decided.refusals)];
  return refusals.length > 0 ? refused(...once(refusals)) : decided;
}

function once(refusals: readonly Refusal[]): Refusal[] {
  return [...new Map(refusals.map((refusal) => [JSON.stringify(refusal), refusal])).values()];
}
