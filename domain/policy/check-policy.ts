import { announcementKinds, severities } from '../announcement/kinds.js';
import { languages } from '../language.js';
import { granted, refused, type Ruling } from '../refusal.js';
import { milliseconds } from './duration.js';
import { assurances, preflightChecks, type Policy, type SeatName } from './policy.js';
import { seatsOf } from './quorum.js';
import {
  count,
  duration,
  isObject,
  list,
  object,
  oneOf,
  percentage,
  text,
  type Check,
  type Fault,
} from './schema.js';

const clock = duration({ mayBeZero: false });
const some = (item: Check) => list(item, { mayBeEmpty: false });
const any = (item: Check) => list(item, { mayBeEmpty: true });
const each = (keys: readonly string[], check: Check) =>
  object(Object.fromEntries(keys.map((key) => [key, check])));

const afterReview = object({ by: any(text), confirm_within: clock, confirmed_by: any(text) });

/** The schema of design §10, whole: every key is wanted, none has a default. */
const policySchema = object({
  id: text,
  title: each(languages, text),
  applies: object({ severity: some(oneOf(severities)), kinds: some(oneOf(announcementKinds)) }),
  review: object({
    quorum: object({ all: any(text), at_least: object({ count, of: any(text) }), veto: any(text) }),
    clock: each(['target', 'remind_every', 'stand_in_after', 'office_after'], clock),
    assurance: some(oneOf(assurances)),
    waivable_by: any(text),
  }),
  sign_off: object({
    signers: some(text),
    clock: each(['target', 'remind_every', 'next_signer_after'], clock),
    assurance: some(oneOf(assurances)),
  }),
  release: object({
    in_doubt: oneOf(['resend', 'hold']),
    late_tolerance: duration({ mayBeZero: true }),
    audience_growth: percentage,
    next_update_within: clock,
  }),
  withdraw_by: some(text),
  override: afterReview,
  fast_lane: afterReview,
  preflight: each(preflightChecks, oneOf(['advise', 'block'])),
});

/**
 * Reads an untrusted value as a policy, or names every fault with its path. `agencies`, where given, are the seats there are.
 * The line of a fault is for whoever read the text to add.
 */
export function checkPolicy(value: unknown, agencies?: readonly SeatName[]): Ruling<Policy> {
  const shape = policySchema(value, '');
  const faults = shape.length > 0 ? shape : meaning(value as Policy, agencies);
  if (faults.length === 0) return granted(value as Policy);
  const policy = isObject(value) && typeof value['id'] === 'string' ? value['id'] : '';
  return refused(
    ...faults.map((fault) => ({ code: 'policy_invalid', policy, ...fault, line: null }) as const),
  );
}

/** What the shape alone does not say. */
function meaning(policy: Policy, agencies: readonly SeatName[] | undefined): Fault[] {
  const { review, sign_off, override, fast_lane } = policy;
  const { at_least } = review.quorum;
  const faults: Fault[] = agencies ? unknownSeats(policy, agencies) : [];
  const wrong = (path: string, problem: Fault['problem']) => faults.push({ path, problem });
  if (at_least.count > at_least.of.length) wrong('review.quorum.at_least.count', 'count_too_high');
  if (sign_off.assurance.includes('code')) wrong('sign_off.assurance', 'code_cannot_sign');
  if (milliseconds(review.clock.office_after) < milliseconds(review.clock.stand_in_after)) {
    wrong('review.clock.office_after', 'before_stand_in');
  }
  if (seatsOf(review.quorum).length > 0 && review.waivable_by.length === 0)
    wrong('review.waivable_by', 'empty');
  for (const [path, lane] of Object.entries({ override, fast_lane })) {
    if (lane.by.length > 0 && lane.confirmed_by.length === 0) wrong(`${path}.confirmed_by`, 'empty');
  }
  return faults;
}

function unknownSeats({ review: { quorum } }: Policy, agencies: readonly SeatName[]): Fault[] {
  const lists = { all: quorum.all, 'at_least.of': quorum.at_least.of, veto: quorum.veto };
  return Object.entries(lists).flatMap(([name, seats]) =>
    seats.flatMap((seat, index): Fault[] =>
      agencies.includes(seat) ? [] : [{ path: `review.quorum.${name}[${index}]`, problem: 'seat_unknown' }],
    ),
  );
}
