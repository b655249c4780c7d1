import type { EventOf } from './events.js';
import { idOf, whoOf } from './headers.js';
import type {
  AnnouncementState,
  Prompts,
  Seat,
  Signature,
  StandingWaiver,
  VersionInFlight,
} from './state.js';

export const noPrompts: Prompts = { remindedTimes: 0, standInAsked: false, officeTold: false };

/** What every announcement has nothing of at its beginning. */
const blank = {
  sequence: 0,
  waivers: [],
  holds: [],
  release: null,
  fanOuts: [],
  replacedBy: null,
  acts: [],
} satisfies Partial<AnnouncementState>;

/** An announcement with nothing but its draft. */
export function drafted(event: EventOf<'drafted'>): AnnouncementState {
  const { announcement: id, kind, severity, drill, author, agency, incident, replaces } = event;
  const given = { id, kind, severity, drill, author, agency, incident, replaces };
  return { ...blank, ...given, status: 'draft', lastVersion: 0, version: null };
}

/** A withdrawal: its one version carries the signature that its target was given. */
export function bornSigned(event: EventOf<'born_signed'>): AnnouncementState {
  const { announcement: id, severity, drill, author, agency, incident, target } = event;
  const given = { id, severity, drill, author, agency, incident, replaces: [target] };
  const version = inheritedVersion(event);
  return { ...blank, ...given, kind: 'withdrawal', status: 'signed_off', lastVersion: 1, version };
}

function inheritedVersion(event: EventOf<'born_signed'>): VersionInFlight {
  const { manifestSha256, policy, expires, author, signedBy: person, assurance, at } = event;
  const decision = { id: idOf(event, 1), person, decision: 'sign', at, assurance } as const;
  return {
    number: 1,
    manifestSha256,
    policy,
    contributors: [],
    submittedBy: author,
    submittedAt: at,
    expires,
    seats: [],
    objections: [],
    signature: { ...unsigned([]), decision, plan: { when: 'now' } },
  };
}

/** The version a submission froze; waivers recorded in draft are used up here. */
export function submittedVersion(
  event: EventOf<'submitted'>,
  waivers: readonly StandingWaiver[],
): VersionInFlight {
  return {
    number: event.version,
    manifestSha256: event.manifestSha256,
    policy: event.policy,
    contributors: event.contributors,
    submittedBy: whoOf(event),
    submittedAt: event.at,
    expires: event.expires,
    seats: event.seats.map((plan) => ({
      ...plan,
      openedAt: event.at,
      generation: 1,
      invitations: [],
      decision: null,
      waiver: waiverOf(plan.seat, waivers),
      prompts: noPrompts,
    })),
    objections: [],
    signature: unsigned(event.signers),
  };
}

function waiverOf(seat: string, waivers: readonly StandingWaiver[]): Seat['waiver'] {
  const waiver = waivers.find((standing) => standing.seat === seat);
  return waiver ? { id: waiver.id, by: waiver.by, at: waiver.at } : null;
}

function unsigned(signers: Signature['signers']): Signature {
  return {
    signers,
    openedAt: null,
    asked: 0,
    generation: 1,
    invitations: [],
    prompts: noPrompts,
    decision: null,
    plan: null,
    override: false,
    go: null,
  };
}
