import * as fc from 'fast-check';
import type { Act, ActType } from '../../domain/announcement/acts.js';
import type { Status } from '../../domain/announcement/kinds.js';
import type { AnnouncementState } from '../../domain/announcement/state.js';
import { after } from '../../domain/instant.js';
import type { Person } from '../../domain/people/person.js';
import {
  crisisManagement,
  crisisPolicy,
  governor,
  health,
  police,
  politicalDeputy,
  withQuorum,
} from './cast.js';
import {
  act, frees, goes, holds, objects, overrides, retracts, says, signs, submits, takesBack, waives, type Attempt,
} from './story.js'; // prettier-ignore

/** The police manager could sign as well: separation of duties has something to refuse. */
const both: Person = { ...police.manager, roles: ['reviewer', 'signatory'], posts: ['political-deputy'] };
export const roster = [
  crisisManagement.manager,
  health.manager,
  health.standIn,
  both,
  police.standIn,
  governor,
];
const people = [...roster, health.officer, politicalDeputy];
const seats = ['crisis-management', 'health', 'police', 'roads'];
export const policies = [
  withQuorum({ all: ['crisis-management'], at_least: { count: 1, of: ['health', 'police'] }, veto: ['police'] }),
  withQuorum({ all: [], at_least: { count: 2, of: ['health', 'police', 'crisis-management'] }, veto: [] }),
  { ...withQuorum({ all: ['health'], at_least: { count: 0, of: [] }, veto: [] }), override: { ...crisisPolicy.override, by: [] } },
] as const; // prettier-ignore

/** A roll of the dice for one step: what, who, where, how, and whether it names what was shown before a resubmission. */
export interface Roll {
  /** Chooses among what is likely in the state, or (one in five) among everything. */
  readonly pick: number;
  readonly likely: boolean;
  readonly who: number;
  /** Whether somebody who belongs there does it, where there is such a person. */
  readonly right: boolean;
  readonly seat: string;
  readonly how: number;
  readonly stale: boolean;
  readonly wait: number;
}
export type What = ActType | 'clocks' | 'release';

const oftenIn = (chance: number) => fc.integer({ min: 0, max: 99 }).map((one) => one < chance);
export const roll: fc.Arbitrary<Roll> = fc.record({
  pick: fc.nat(999),
  likely: oftenIn(80),
  who: fc.nat(people.length - 1),
  right: oftenIn(85),
  seat: fc.constantFrom(...seats),
  how: fc.nat(9),
  stale: oftenIn(5),
  wait: fc.constantFrom(0, 0, 0, 0, 1, 1, 1, 5, 30),
});

const afterRelease = 'stop continue fan_out_report';
const likely: Record<Status, string> = {
  draft: 'submit submit submit submit submit submit submit submit submit submit waive waive abandon',
  in_review:
    'review review review review review review review review object retract waive override take_back clocks',
  awaiting_sign_off: 'sign_off sign_off sign_off retract object hold free override take_back clocks',
  signed_off: 'release release release go go go free free free hold object take_back',
  released: `${afterRelease} ${afterRelease} ${afterRelease} replaced expire clocks`,
  superseded: afterRelease,
  withdrawn: afterRelease,
  expired: afterRelease,
  refused: 'review sign_off',
  abandoned: 'submit',
};

/** What one roll means for an announcement in this state. */
export function whatOf(roll: Roll, status: Status): What {
  const everything: What[] = [...(Object.keys(tries) as ActType[]), 'clocks', 'release'];
  const choices = roll.likely ? (likely[status].split(' ') as What[]) : everything;
  return choices[roll.pick % choices.length] ?? 'clocks';
}

const personOf = ({ who }: Roll): Person => people[who] ?? governor;

/** Who is right for a seat, where the roll asks for somebody right. */
function reviewerOf(roll: Roll): Person {
  const { seat, right, how } = roll;
  const own = roster.filter(({ agency, roles }) => agency === seat && roles.includes('reviewer'));
  return (right ? own[how % Math.max(1, own.length)] : undefined) ?? personOf(roll);
}

function attempts(): Record<ActType, (roll: Roll, now: string) => Attempt> {
  const signer = (roll: Roll) => (roll.right ? governor : personOf(roll));
  const plan = ({ how }: Roll, now: string) =>
    ([{ when: 'now' }, { when: 'manual' }, { when: 'at', at: after(now, 120_000) }] as const)[how % 3] ?? {
      when: 'now',
    };
  return {
    submit: ({ how }, now) =>
      submits({ roster, policy: policies[how % 3] ?? policies[0], at: now, expires: after(now, 7_200_000) }),
    review: (roll, now) =>
      says(
        roll.how < 7 ? 'approve' : roll.how < 9 ? 'reject' : 'request_changes',
        roll.seat,
        reviewerOf(roll),
        now,
      ),
    object: (roll, now) => objects(roll.seat, reviewerOf(roll), now),
    retract: (roll, now) => (state) => {
      const decided = state.version?.seats.filter(({ decision }) => decision !== null) ?? [];
      const chosen = roll.right ? decided[roll.how % Math.max(1, decided.length)] : undefined;
      const decider = people.find(({ id }) => id === chosen?.decision?.person);
      return retracts(chosen?.seat ?? roll.seat, decider ?? personOf(roll), now)(state);
    },
    waive: (roll, now) => waives(roll.seat, personOf(roll), now),
    sign_off: (roll, now) => {
      const decision = roll.how < 8 ? 'sign' : roll.how === 8 ? 'return' : 'refuse';
      const assurance = roll.how === 5 ? 'code' : 'session';
      return signs({ by: signer(roll), at: now, plan: plan(roll, now), decision, assurance });
    },
    override: (roll, now) => overrides({ by: signer(roll), at: now, plan: plan(roll, now) }),
    go: (roll, now) => goes(1000 * (1 + roll.how), personOf(roll), now),
    take_back: (roll, now) => takesBack(personOf(roll), now),
    abandon: (roll, now) => act({ type: 'abandon' }, personOf(roll), now),
    hold: (roll, now) => holds(personOf(roll), roll.how < 8 ? 'person' : 'crisis', now),
    free: (roll, now) => (state) =>
      frees(
        state.holds[roll.how % Math.max(1, state.holds.length)]?.reason ?? 'person',
        personOf(roll),
        now,
      )(state),
    stop: (roll, now) => act({ type: 'stop', channel: 'email' }, personOf(roll), now),
    continue: (roll, now) => act({ type: 'continue', channel: 'email' }, personOf(roll), now),
    fan_out_report: ({ how }, now) =>
      act({ type: 'fan_out_report', channel: 'email', status: how < 5 ? 'stopped' : 'complete' }, null, now),
    replaced: ({ how }, now) =>
      act(
        { type: 'replaced', as: how < 5 ? 'superseded' : 'withdrawn', replacement: 'announcement-2' },
        null,
        now,
      ),
    expire: (_, now) => act({ type: 'expire' }, null, now),
  };
}

export const tries = attempts();
const versioned: readonly ActType[] = ['review', 'object', 'retract', 'sign_off', 'override', 'go'];

/** Makes the act of one roll; one that names a version where none is in flight names the last that was. */
export function actOf(
  type: ActType,
  roll: Roll,
  now: string,
  state: AnnouncementState,
  lastShown: AnnouncementState,
): Act {
  const shown = versioned.includes(type) && (roll.stale || !state.version) ? lastShown : state;
  return { ...tries[type](roll, now)(shown), basedOn: state.sequence };
}
