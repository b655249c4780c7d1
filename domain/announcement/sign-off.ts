import type { ActOf } from './acts.js';
import { mayStillSign } from './asking.js';
import type { Decided, EventBody } from './events.js';
import { otherHash, otherVersion, shownVersion, tooLittleAssurance, wrongState } from './shown.js';
import type { AnnouncementState, VersionInFlight } from './state.js';
import { contributorMayNotDecide, reviewerMayNotSign } from '../people/separation.js';
import { granted, refused, type Refusal } from '../refusal.js';

/** The governor's office's decision: sign with a plan of release, return to draft, or refuse for good. */
export function signOff(state: AnnouncementState, act: ActOf<'sign_off'>): Decided {
  const version = shownVersion(state, act.version);
  const refusals = [
    ...wrongState(state, 'sign_off'),
    ...otherVersion(state, act.version),
    ...(version ? wrongSignature(version, act) : []),
    ...(version ? notAsked(version, act) : []),
    ...(version && act.decision === 'sign' ? wrongPlan(version, act) : []),
  ];
  return refusals.length > 0 ? refused(...refusals) : granted(signOffEvents(act));
}

function signOffEvents({ decision, assurance, plan }: ActOf<'sign_off'>): EventBody[] {
  switch (decision) {
    case 'sign':
      return [{ type: 'signed', assurance, plan, override: false }];
    case 'return':
      return [
        { type: 'sign_off_given', decision, assurance },
        { type: 'returned', cause: 'signer_returned' },
      ];
    case 'refuse':
      return [{ type: 'sign_off_given', decision, assurance }, { type: 'refused' }];
    default:
      return decision satisfies never;
  }
}

/** The office signs without the reviews that are missing; separation of duties holds, and the record says so for ever. */
export function override(state: AnnouncementState, act: ActOf<'override'>): Decided {
  const version = shownVersion(state, act.version);
  const refusals: Refusal[] = [
    ...wrongState(state, 'override'),
    ...otherVersion(state, act.version),
    ...(version ? [...wrongSignature(version, act), ...wrongPlan(version, act)] : []),
  ];
  if (version?.policy.override.by.length === 0) refusals.push({ code: 'override_not_in_policy' });
  if (act.by === null) refusals.push({ code: 'not_permitted', action: 'override' });
  if (refusals.length > 0) return refused(...refusals);
  return granted([{ type: 'signed', assurance: act.assurance, plan: act.plan, override: true }]);
}

function wrongSignature(version: VersionInFlight, act: ActOf<'sign_off' | 'override'>): Refusal[] {
  const signed = version.signature.decision;
  return [
    ...otherHash(version, act.manifestSha256),
    ...(signed ? [{ code: 'already_signed', by: signed.person, at: signed.at } as const] : []),
    ...contributorMayNotDecide(act.by, version),
    ...reviewerMayNotSign(act.by, version),
    ...tooLittleAssurance(act.assurance, version.policy.sign_off.assurance),
  ];
}

function notAsked(version: VersionInFlight, { by }: ActOf<'sign_off'>): Refusal[] {
  return by !== null && mayStillSign(version).includes(by) ? [] : [{ code: 'not_asked', seat: null }];
}

function wrongPlan(version: VersionInFlight, { plan, at }: ActOf<'sign_off' | 'override'>): Refusal[] {
  const refusals: Refusal[] = [];
  const out = plan.when === 'at' ? plan.at : at;
  if (out < at) refusals.push({ code: 'release_in_past', at: out });
  if (version.expires <= (out < at ? at : out)) refusals.push({ code: 'expired', at: version.expires });
  return refusals;
}
