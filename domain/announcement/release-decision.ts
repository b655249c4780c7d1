import type { EventBody } from './events.js';
import type { AnnouncementState, HoldReason, VersionInFlight } from './state.js';
import { after, type Instant } from '../instant.js';
import { milliseconds } from '../policy/duration.js';
import type { RecipientChannel } from '../content/content.js';

/** What the release commit finds, under its locks. */
export interface ReleaseFacts {
  /** The database's clock. */
  readonly now: Instant;
  readonly audienceNow: number;
  /** The count the manifest names. */
  readonly audienceAtSubmission: number;
  /** Whether the stored segments still hash to the manifest, and the filled bytes un-fill to them. */
  readonly hashesMatch: boolean;
  /** Active announcements that say otherwise about a fact this text uses, by id. */
  readonly contradictions: readonly string[];
  /** Texts this one replaces that another has replaced first, by id. */
  readonly replacedTargets: readonly string[];
  /** The number it will have, and the counter that gives it. */
  readonly number: number;
  readonly series: string;
  readonly channels: readonly RecipientChannel[];
}

/** `now` needs no clock at all; a moment is compared with the database's; null waits for somebody to act. */
export type ReleaseDue = 'now' | (Instant & {}) | null;

/**
 * When release may be tried: the workflow's timer follows it, and the commit itself asks `decideRelease`.
 * A text signed to go out now never waits for a clock that was set back.
 */
export function releaseDue(state: AnnouncementState): ReleaseDue {
  const signature = state.version?.signature;
  if (state.status !== 'signed_off' || state.holds.length > 0 || !signature?.plan) return null;
  switch (signature.plan.when) {
    case 'now':
      return 'now';
    case 'at':
      return signature.plan.at;
    case 'manual':
      return signature.go ? 'now' : null;
    default:
      return signature.plan satisfies never;
  }
}

/**
 * The release itself (design §7): `released` when it is due and everything holds; one `held` for each thing found
 * invalid; back to draft (a withdrawal: refused) when another text was first. Nothing at all means: not yet.
 */
export function decideRelease(state: AnnouncementState, facts: ReleaseFacts): EventBody[] {
  const due = releaseDue(state);
  if (!state.version || due === null || (due !== 'now' && facts.now < due)) return [];
  if (facts.replacedTargets.length > 0) return [lostRace(state)];
  const reasons = foundInvalid(state, state.version, facts);
  if (reasons.length > 0) return reasons.map((reason) => ({ type: 'held', reason }));
  const { number, series, channels } = facts;
  return [{ type: 'released', number, series, channels }];
}

function lostRace({ kind }: AnnouncementState): EventBody {
  return kind === 'withdrawal' ? { type: 'refused' } : { type: 'returned', cause: 'lost_race' };
}

function foundInvalid(state: AnnouncementState, version: VersionInFlight, facts: ReleaseFacts): HoldReason[] {
  const found: Record<Exclude<HoldReason, 'person' | 'crisis' | 'veto_objection'>, boolean> = {
    expired: version.expires <= facts.now,
    late: isLate(version, facts.now),
    audience_growth: state.severity !== 'life_safety' && hasGrown(version, facts),
    bytes_differ: !facts.hashesMatch,
    unresolved_contradiction: facts.contradictions.length > 0,
  };
  return (Object.keys(found) as (keyof typeof found)[]).filter((reason) => found[reason]);
}

/** A schedule missed by more than its policy tolerates is held; a go given after its moment settles that. */
function isLate({ signature, policy }: VersionInFlight, now: Instant): boolean {
  if (signature.plan?.when !== 'at') return false;
  const latest = after(signature.plan.at, milliseconds(policy.release.late_tolerance));
  return now > latest && !(signature.go && signature.go.at >= signature.plan.at);
}

/** Whether the audience outgrew what the signer saw: the manifest's count, or the count a go has named since. */
function hasGrown({ signature, policy }: VersionInFlight, facts: ReleaseFacts): boolean {
  const seen = signature.go?.audienceCount ?? facts.audienceAtSubmission;
  const percent = Number.parseFloat(policy.release.audience_growth);
  return facts.audienceNow > seen && (facts.audienceNow - seen) * 100 > seen * percent;
}
