import { after, type Instant } from '../instant.js';
import { milliseconds } from '../policy/duration.js';
import type { SeatName } from '../policy/policy.js';
import type { AnnouncementState, VersionInFlight } from './state.js';
import { invitedNow, isOpen, nextCandidate, signingPosts } from './version.js';

/** Who is waited for, and until when; shown everywhere. `seat: null` is the signature. All moments are absolute. */
export interface Deadline {
  readonly seat: SeatName | null;
  /** The people asked so far. */
  readonly waitingFor: readonly string[];
  readonly since: Instant;
  /** When the policy wants it done. */
  readonly target: Instant;
  /** When the stand-in, or the next signer, is asked too; null when nobody is left to ask. */
  readonly nextAskedAt: Instant | null;
  /** When the office is told that this waits. */
  readonly officeAt: Instant;
}

/** One deadline for each open seat, or for the signature; none where nobody is waited for. */
export function deadlines(state: AnnouncementState): Deadline[] {
  if (!state.version) return [];
  if (state.status === 'in_review') return seatDeadlines(state.version);
  return state.status === 'awaiting_sign_off' ? signatureDeadline(state.version) : [];
}

function seatDeadlines(version: VersionInFlight): Deadline[] {
  const { target, stand_in_after, office_after } = version.policy.review.clock;
  return version.seats.filter(isOpen).map((seat) => {
    const since = seat.openedAt;
    const standInComes = !seat.prompts.standInAsked && nextCandidate(version, seat) !== undefined;
    return {
      seat: seat.seat,
      waitingFor: invitedNow(seat),
      since,
      target: after(since, milliseconds(target)),
      nextAskedAt: standInComes ? after(since, milliseconds(stand_in_after)) : null,
      officeAt: after(since, milliseconds(office_after)),
    };
  });
}

function signatureDeadline(version: VersionInFlight): Deadline[] {
  const { openedAt: since, asked } = version.signature;
  if (!since) return [];
  const { target, next_signer_after } = version.policy.sign_off.clock;
  const step = milliseconds(next_signer_after);
  const posts = signingPosts(version).length;
  return [
    {
      seat: null,
      waitingFor: invitedNow(version.signature),
      since,
      target: after(since, milliseconds(target)),
      nextAskedAt: asked < posts ? after(since, asked * step) : null,
      officeAt: after(since, posts * step),
    },
  ];
}
