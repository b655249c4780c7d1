import type { Act, ActBody } from '../../domain/announcement/acts.js';
import { decide } from '../../domain/announcement/decide.js';
import type { EventBody, EventOf } from '../../domain/announcement/events.js';
import { evolve, fold } from '../../domain/announcement/evolve.js';
import { headerOf, withHeader } from '../../domain/announcement/headers.js';
import type { ReviewDecision, SignOffDecision } from '../../domain/announcement/state.js';
import type {
  AnnouncementState,
  HoldReason,
  ReleasePlan,
  VersionInFlight,
} from '../../domain/announcement/state.js';
import { decidePrompt } from '../../domain/announcement/clocks.js';
import { decideRelease, type ReleaseFacts } from '../../domain/announcement/release-decision.js';
import { planSeats } from '../../domain/people/eligibility.js';
import { after, type Instant } from '../../domain/instant.js';
import type { Person } from '../../domain/people/person.js';
import type { Assurance, Policy } from '../../domain/policy/policy.js';
import type { Refusal } from '../../domain/refusal.js';
import { crisisManagement, crisisPolicy, everybody, governor, health } from './cast.js';

/** When every story begins: Monday, 2 Azar 1405, 08:00 in Tehran. */
export const dawn: Instant = '2026-11-23T04:30:00.000Z';
export const minutes = (count: number): Instant => after(dawn, count * 60_000);

/** What somebody does, once the state it is done to is known. */
export type Attempt = (state: AnnouncementState) => Act;

/** What became of the last attempt, and the state after all of them. */
export interface Outcome {
  readonly state: AnnouncementState;
  readonly events: readonly EventBody[];
  readonly types: readonly EventBody['type'][];
  readonly refusals: readonly Refusal[];
  readonly codes: readonly Refusal['code'][];
}

/** Given a state, when people act in turn, then read the outcome. All but the last attempt must be accepted. */
export function given(state: AnnouncementState) {
  return { when: (...attempts: readonly Attempt[]) => attempts.reduce(follow, outcomeOf(state)) };
}

function follow(so_far: Outcome, attempt: Attempt): Outcome {
  if (so_far.refusals.length > 0) throw new Error(`refused on the way: ${JSON.stringify(so_far.refusals)}`);
  const act = attempt(so_far.state);
  const decided = decide(so_far.state, act);
  if (!decided.ok) return outcomeOf(so_far.state, [], decided.refusals);
  const next = fold(withHeader(headerOf(act), decided.value), so_far.state);
  return outcomeOf(next, decided.value);
}

function outcomeOf(
  state: AnnouncementState,
  events: readonly EventBody[] = [],
  refusals: readonly Refusal[] = [],
): Outcome {
  return {
    state,
    events,
    types: events.map(({ type }) => type),
    refusals,
    codes: refusals.map(({ code }) => code),
  };
}

/** The state after what the clocks did by `now`. */
export function waitUntil(state: AnnouncementState, now: Instant): AnnouncementState {
  return fold(withHeader({ at: now, by: null, act: null }, decidePrompt(state, now)), state);
}

/** The version in flight; fails the test where there is none. */
export function versionOf(state: AnnouncementState): VersionInFlight {
  if (!state.version) throw new Error('no version in flight');
  return state.version;
}

export function seatOf(state: AnnouncementState, name: string) {
  const seat = versionOf(state).seats.find((one) => one.seat === name);
  if (!seat) throw new Error(`no seat ${name}`);
  return seat;
}

let acts = 0;

/** An act of a person of the cast (or of the product, null), a minute after the last event unless told otherwise. */
export function act(body: ActBody, by: Person | null, at: Instant = minutes(1)): Attempt {
  acts += 1;
  const id = `act-${acts}`;
  return (state) => ({ ...body, id, by: by?.id ?? null, at, basedOn: state.sequence });
}

const withVersion =
  (make: (version: VersionInFlight) => ActBody, by: Person | null, at: Instant): Attempt =>
  (state) =>
    act(make(versionOf(state)), by, at)(state);

/** Health's officer drafts an announcement of a crisis. */
export const draftedEvent: EventOf<'drafted'> = {
  ...headerOf({ id: 'drafted', by: health.officer.id, at: dawn }),
  type: 'drafted',
  announcement: 'announcement-1',
  kind: 'announcement',
  severity: 'crisis',
  drill: false,
  author: health.officer.id,
  agency: 'health',
  incident: null,
  replaces: [],
};
export const aDraft = (): AnnouncementState => evolve(null, draftedEvent, 1);

export interface Submission {
  readonly policy?: Policy;
  readonly contributors?: readonly Person[];
  readonly expires?: Instant;
  readonly at?: Instant;
  readonly by?: Person;
  readonly roster?: readonly Person[];
}

/** Submits what `planSeats` plans for the whole cast. */
export function submits(wish: Submission = {}): Attempt {
  const { policy = crisisPolicy, contributors = [health.officer], expires = minutes(600), at = dawn } = wish;
  return (state) => {
    const people = contributors.map(({ id }) => id);
    const plan = planSeats(
      policy,
      wish.roster ?? everybody,
      people,
      state.waivers.map(({ seat }) => seat),
    );
    if (!plan.ok) throw new Error(`no plan: ${JSON.stringify(plan.refusals)}`);
    const version = state.lastVersion + 1;
    const manifestSha256 = String(version).padStart(64, 'a');
    const body = { version, manifestSha256, policy, contributors: people, expires, ...plan.value };
    return act({ type: 'submit', ...body }, wish.by ?? health.officer, at)(state);
  };
}

/** A decision for a seat, by its manager unless told otherwise. */
export function says(decision: ReviewDecision, seat: string, by = managerOf(seat), at = minutes(1)): Attempt {
  return withVersion(
    ({ number, manifestSha256 }) => ({
      type: 'review',
      version: number,
      seat,
      decision,
      manifestSha256,
      assurance: 'code',
    }),
    by,
    at,
  );
}
export const approves = (seat: string, by?: Person, at?: Instant) => says('approve', seat, by, at);
export const rejects = (seat: string, by?: Person, at?: Instant) => says('reject', seat, by, at);

export const objects = (seat: string, by = managerOf(seat), at = minutes(2)): Attempt =>
  withVersion(({ number }) => ({ type: 'object', version: number, seat }), by, at);

export function retracts(seat: string, by = managerOf(seat), at = minutes(2)): Attempt {
  return (state) => {
    const decision = versionOf(state).seats.find((one) => one.seat === seat)?.decision?.id ?? 'none';
    return act({ type: 'retract', version: versionOf(state).number, seat, decision }, by, at)(state);
  };
}

export const waives = (seat: string, by: Person = governor, at = minutes(2)): Attempt =>
  act({ type: 'waive', seat }, by, at);

interface SignWish {
  readonly by?: Person;
  readonly at?: Instant;
  readonly plan?: ReleasePlan;
  readonly decision?: SignOffDecision;
  readonly assurance?: Assurance;
}
export function signs(wish: SignWish = {}): Attempt {
  const {
    by = governor,
    at = minutes(3),
    plan = { when: 'now' },
    decision = 'sign',
    assurance = 'session',
  } = wish;
  return withVersion(
    ({ number, manifestSha256 }) => ({
      type: 'sign_off',
      version: number,
      decision,
      manifestSha256,
      assurance,
      plan,
    }),
    by,
    at,
  );
}
export function overrides({
  by = governor,
  at = minutes(3),
  plan = { when: 'now' },
}: SignWish = {}): Attempt {
  return withVersion(
    ({ number, manifestSha256 }) => ({
      type: 'override',
      version: number,
      manifestSha256,
      assurance: 'session',
      plan,
    }),
    by,
    at,
  );
}
export function goes(audienceCount = 1000, by: Person = governor, at = minutes(4)): Attempt {
  return withVersion(
    ({ number, manifestSha256 }) => ({ type: 'go', version: number, manifestSha256, audienceCount }),
    by,
    at,
  );
}
export const takesBack = (by: Person = health.officer, at = minutes(4)): Attempt =>
  act({ type: 'take_back' }, by, at);
export const holds = (
  by: Person | null = governor,
  reason: 'person' | 'crisis' = 'person',
  at = minutes(4),
): Attempt => act({ type: 'hold', reason }, by, at);
export function frees(reason: HoldReason, by: Person = governor, at = minutes(5)): Attempt {
  return (state) => {
    const hold = state.holds.find((one) => one.reason === reason)?.id ?? 'none';
    return act({ type: 'free', hold }, by, at)(state);
  };
}

/** What a release commit finds when nothing is wrong. */
export const allWell: ReleaseFacts = {
  now: minutes(4),
  audienceNow: 1000,
  audienceAtSubmission: 1000,
  hashesMatch: true,
  contradictions: [],
  replacedTargets: [],
  number: 1,
  series: 'office/1405',
  channels: ['email'],
};

/** The release commit, tried with these findings. */
export function released(state: AnnouncementState, facts: Partial<ReleaseFacts> = {}): Outcome {
  const found = { ...allWell, ...facts };
  const bodies = decideRelease(state, found);
  return outcomeOf(fold(withHeader({ at: found.now, by: null, act: null }, bodies), state), bodies);
}

/** Waiting for every seat of the crisis policy. */
export const anAnnouncementInReview = (wish?: Submission): AnnouncementState =>
  given(aDraft()).when(submits(wish)).state;

/** Agreed by crisis management, health and the police; the governor is asked, the Red Crescent never answered. */
export const anAgreedAnnouncement = (wish?: Submission): AnnouncementState =>
  given(anAnnouncementInReview(wish)).when(
    approves('crisis-management'),
    approves('health'),
    approves('police'),
  ).state;

export const aSignedOffAnnouncement = (
  plan: ReleasePlan = { when: 'now' },
  wish?: Submission,
): AnnouncementState => given(anAgreedAnnouncement(wish)).when(signs({ plan })).state;

export const aReleasedAnnouncement = (wish?: Submission): AnnouncementState =>
  released(aSignedOffAnnouncement({ when: 'now' }, wish)).state;

function managerOf(seat: string): Person {
  const manager = everybody.find(
    ({ agency, duty, roles }) => agency === seat && duty === 'manager' && roles.includes('reviewer'),
  );
  return manager ?? crisisManagement.manager;
}
