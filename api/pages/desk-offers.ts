import type { Action } from '../../domain/announcement/allowed-actions.js';
import { isAllowed } from '../../domain/announcement/allowed-actions.js';
import { isReleaseHold } from '../../domain/announcement/holds.js';
import { isOpen } from '../../domain/announcement/version.js';
import { whyNot } from '../../domain/people/may.js';
import type { Person } from '../../domain/people/person.js';
import type { FanOutView, OfferedAct } from '../../web/desk/model.js';
import type { DeskNoun } from '../../web/shared/paths.js';
import { mySeat } from '../acts/review.js';
import type { ReadableAnnouncement } from '../views/announcement.js';

/** Each form's action, in the order of the page. */
const nouns: readonly (readonly [DeskNoun, Action])[] = [
  ['sign-offs', 'sign_off'],
  ['reviews', 'review'],
  ['releases', 'go'],
  ['submissions', 'submit'],
  ['retractions', 'retract'],
  ['objections', 'object'],
  ['waivers', 'waive'],
  ['freed-holds', 'free'],
  ['holds', 'hold'],
  ['stops', 'stop'],
  ['ended-stops', 'continue'],
  ['take-backs', 'take_back'],
  ['overrides', 'override'],
  ['abandonments', 'abandon'],
];

interface Given {
  readonly person: Person;
  readonly found: ReadableAnnouncement;
  readonly fanOuts: readonly FanOutView[];
}

/** Whether there is anything the form could be about; where there is not it is left out. */
const concerns: Partial<Record<DeskNoun, (given: Given) => boolean>> = {
  reviews: (given) => seatOf(given) !== undefined && !seatOf(given)?.decision && !seatOf(given)?.waiver,
  retractions: ({ person, ...given }) => seatOf({ person, ...given })?.decision?.person === person.id,
  objections: (given) => Boolean(seatOf(given)?.decision) || given.found.state.status !== 'in_review',
  waivers: ({ found }) => found.state.version?.seats.some(isOpen) ?? false,
  releases: ({ found }) => waitsForGo(found),
  'freed-holds': ({ found }) => found.state.holds.some(({ reason }) => !isReleaseHold(reason)),
  holds: ({ found }) => !found.state.holds.some(({ reason }) => reason === 'person'),
  stops: ({ fanOuts }) => fanOuts.some(({ state }) => state === 'running'),
  'ended-stops': ({ fanOuts }) => fanOuts.some(({ state }) => state === 'stopped'),
};

const seatOf = ({ person, found }: Given) => {
  const name = mySeat(person, found.state);
  return found.state.version?.seats.find(({ seat }) => seat === name);
};

/** A text signed to wait for a go, or one that its own release held. */
export function waitsForGo({ state }: Pick<ReadableAnnouncement, 'state'>): boolean {
  const { signature } = state.version ?? {};
  if (state.status !== 'signed_off' || !signature) return false;
  return (signature.plan?.when === 'manual' && signature.go === null) || state.holds.some(({ reason }) => isReleaseHold(reason));
} // prettier-ignore

/** A signer sees before the review ends what they will be asked. */
const shownEarly = (noun: DeskNoun, { found }: Given): boolean =>
  noun === 'sign-offs' && found.state.status === 'in_review';

/** What this person may do, and what of theirs is not possible just now, with every reason. */
export function offeredActs(
  person: Person,
  found: ReadableAnnouncement,
  fanOuts: readonly FanOutView[],
): OfferedAct[] {
  const given = { person, found, fanOuts };
  const { state: announcement, policy } = found;
  const offered = nouns.flatMap(([noun, action]): OfferedAct[] => {
    if (!isAllowed(action, announcement.status) && !shownEarly(noun, given)) return [];
    if (concerns[noun]?.(given) === false) return [];
    const refusals = whyNot(person, action, { announcement, policy });
    return refusals.some(({ code }) => code === 'not_permitted') ? [] : [{ noun, refusals }];
  });
  const signs = offered.some(({ noun, refusals }) => (noun === 'sign-offs' || noun === 'overrides') && refusals.length === 0);
  return signs ? [...offered, { noun: 'codes', refusals: [] }] : offered;
} // prettier-ignore
