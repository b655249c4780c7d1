import type {
  AnnouncementState,
  CountedDecision,
  FanOutStatus,
  Prompts,
  Seat,
  Signature,
  VersionInFlight,
} from './state.js';
import { noPrompts } from './beginnings.js';
import type { EventOf } from './events.js';
import { whoOf } from './headers.js';
import type { RecipientChannel } from '../content/content.js';
import type { SeatName } from '../policy/policy.js';

type SeatEvent = EventOf<'reviewers_asked' | 'reviewed' | 'decision_ended'>;
type SignatureEvent = EventOf<
  'agreed' | 'reopened' | 'signers_asked' | 'signed' | 'sign_off_given' | 'go_given'
>;

export function inVersion(
  state: AnnouncementState,
  change: (version: VersionInFlight) => VersionInFlight,
): AnnouncementState {
  if (!state.version) throw new Error(`announcement ${state.id} has no version in flight`);
  return { ...state, version: change(state.version) };
}

export function inSeat(
  state: AnnouncementState,
  name: SeatName,
  change: (seat: Seat) => Seat,
): AnnouncementState {
  return inVersion(state, (version) => ({
    ...version,
    seats: version.seats.map((seat) => (seat.seat === name ? change(seat) : seat)),
  }));
}

export function inSignature(state: AnnouncementState, event: SignatureEvent): AnnouncementState {
  return inVersion(state, (version) => ({ ...version, signature: signatureAfter(version.signature, event) }));
}

/** Notes what a clock did, at a seat or (`null`) at the signature. */
export function prompted(
  state: AnnouncementState,
  name: SeatName | null,
  done: Partial<Prompts>,
): AnnouncementState {
  const note = <T extends { readonly prompts: Prompts }>(asked: T): T => ({
    ...asked,
    prompts: { ...asked.prompts, ...done },
  });
  if (name !== null) return inSeat(state, name, note);
  return inVersion(state, (version) => ({ ...version, signature: note(version.signature) }));
}

export function fanOutAfter(
  state: AnnouncementState,
  channel: RecipientChannel,
  status: FanOutStatus,
): AnnouncementState {
  const fanOuts = state.fanOuts.map((fanOut) => (fanOut.channel === channel ? { channel, status } : fanOut));
  return { ...state, fanOuts };
}

export function seatAfter(seat: Seat, event: SeatEvent): Seat {
  switch (event.type) {
    case 'reviewers_asked': {
      const prompts = event.because === 'stand_in' ? { ...seat.prompts, standInAsked: true } : seat.prompts;
      return { ...seat, prompts, invitations: [...seat.invitations, ...invitations(event)] };
    }
    case 'reviewed':
      return { ...seat, decision: counted(event, event.decision) };
    case 'decision_ended':
      return {
        ...seat,
        decision: null,
        generation: seat.generation + 1,
        openedAt: event.at,
        prompts: noPrompts,
      };
    default:
      return event satisfies never;
  }
}

function signatureAfter(signature: Signature, event: SignatureEvent): Signature {
  switch (event.type) {
    case 'agreed':
      return { ...signature, openedAt: event.at };
    case 'reopened':
      return {
        ...signature,
        openedAt: null,
        asked: 0,
        generation: signature.generation + 1,
        prompts: noPrompts,
      };
    case 'signers_asked': {
      const invited = [...signature.invitations, ...invitations(event)];
      return { ...signature, asked: signature.asked + 1, invitations: invited };
    }
    case 'signed':
      return { ...signature, decision: counted(event, 'sign'), plan: event.plan, override: event.override };
    case 'sign_off_given':
      return { ...signature, decision: counted(event, event.decision) };
    case 'go_given': {
      const go = { by: whoOf(event), at: event.at, audienceCount: event.audienceCount };
      return { ...signature, go };
    }
    default:
      return event satisfies never;
  }
}

function invitations(event: EventOf<'reviewers_asked' | 'signers_asked'>): Seat['invitations'] {
  return event.people.map((person) => ({ person, generation: event.generation, askedAt: event.at }));
}

function counted<D>(
  event: EventOf<'reviewed' | 'signed' | 'sign_off_given'>,
  decision: D,
): CountedDecision<D> {
  if (event.act === null) throw new Error(`a ${event.type} event without its act`);
  return { id: event.act, person: whoOf(event), decision, at: event.at, assurance: event.assurance };
}
