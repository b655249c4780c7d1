import { bornSigned, drafted, submittedVersion } from './beginnings.js';
import type { AnnouncementEvent } from './events.js';
import { fanOutAfter, inSeat, inSignature, inVersion, prompted, seatAfter } from './evolve-version.js';
import { isReleaseHold } from './holds.js';
import { idOf, whoOf } from './headers.js';
import type { AnnouncementState } from './state.js';

/**
 * The state after one more event. `sequence` is the event's place in the announcement's life, from 1 without gaps.
 * Throws only on a stream that no rule could have written (an event before the beginning, or of a version that is not there).
 */
export function evolve(
  state: AnnouncementState | null,
  event: AnnouncementEvent,
  sequence: number,
): AnnouncementState {
  const next = state === null ? begin(event, sequence) : change(state, event, sequence);
  const known = event.act === null || next.acts.includes(event.act);
  return { ...next, sequence, acts: known ? next.acts : [...next.acts, event.act] };
}

/** The state after `events`, from `state` or from nothing; null when there is nothing at all. */
export function fold<S extends AnnouncementState | null = null>(
  events: readonly AnnouncementEvent[],
  state: AnnouncementState | S = null as S,
): AnnouncementState | S {
  return events.reduce<AnnouncementState | S>(
    (now, event) => evolve(now, event, (now?.sequence ?? 0) + 1),
    state,
  );
}

function begin(event: AnnouncementEvent, sequence: number): AnnouncementState {
  if (event.type === 'drafted') return drafted(event);
  if (event.type === 'born_signed') return bornSigned(event);
  throw new Error(`event ${sequence} (${event.type}) has no announcement to happen to`);
}

function change(state: AnnouncementState, event: AnnouncementEvent, sequence: number): AnnouncementState {
  switch (event.type) {
    case 'drafted':
    case 'born_signed':
      throw new Error(`event ${sequence} begins an announcement that is there already`);
    case 'submitted':
      return {
        ...state,
        status: 'in_review',
        lastVersion: event.version,
        version: submittedVersion(event, state.waivers),
        waivers: [],
      };
    case 'waived': {
      const waiver = { id: idOf(event, sequence), by: whoOf(event), at: event.at };
      if (state.status === 'draft')
        return { ...state, waivers: [...state.waivers, { ...waiver, seat: event.seat }] };
      return inSeat(state, event.seat, (seat) => ({ ...seat, waiver }));
    }
    case 'reviewers_asked':
    case 'reviewed':
    case 'decision_ended':
      return inSeat(state, event.seat, (seat) => seatAfter(seat, event));
    case 'objected': {
      const objection = { id: idOf(event, sequence), seat: event.seat, person: whoOf(event), at: event.at };
      return inVersion(state, (version) => ({ ...version, objections: [...version.objections, objection] }));
    }
    case 'reminded':
      return prompted(state, event.seat, { remindedTimes: event.times });
    case 'office_told':
      return prompted(state, event.seat, { officeTold: true });
    case 'agreed':
      return inSignature({ ...state, status: 'awaiting_sign_off' }, event);
    case 'reopened':
      return inSignature({ ...state, status: 'in_review' }, event);
    case 'signed':
      return inSignature({ ...state, status: 'signed_off' }, event);
    case 'signers_asked':
    case 'sign_off_given':
      return inSignature(state, event);
    case 'go_given': {
      const holds = state.holds.filter(({ reason }) => !isReleaseHold(reason));
      return inSignature({ ...state, holds }, event);
    }
    case 'returned':
      return { ...state, status: 'draft', version: null, holds: [] };
    case 'refused':
      return { ...state, status: 'refused' };
    case 'abandoned':
      return { ...state, status: 'abandoned' };
    case 'held': {
      const hold = { id: idOf(event, sequence), reason: event.reason, by: event.by, at: event.at };
      return { ...state, holds: [...state.holds, hold] };
    }
    case 'freed':
      return { ...state, holds: state.holds.filter(({ id }) => id !== event.hold) };
    case 'released':
      return {
        ...state,
        status: 'released',
        release: { at: event.at, number: event.number, series: event.series, version: state.lastVersion },
        fanOuts: event.channels.map((channel) => ({ channel, status: 'running' })),
      };
    case 'fan_out_stopped':
      return fanOutAfter(state, event.channel, 'stopped');
    case 'fan_out_continued':
      return fanOutAfter(state, event.channel, 'running');
    case 'fan_out_completed':
      return fanOutAfter(state, event.channel, 'complete');
    case 'superseded':
    case 'withdrawn':
      return { ...state, status: event.type, replacedBy: event.by_announcement };
    case 'expired':
      return { ...state, status: 'expired' };
    default:
      return event satisfies never;
  }
}
