import type { ActOf } from './acts.js';
import type { Decided } from './events.js';
import { isReleaseHold } from './holds.js';
import { otherHash, otherVersion, shownVersion, wrongState } from './shown.js';
import type { AnnouncementState, VersionInFlight } from './state.js';
import { granted, refused, type Refusal } from '../refusal.js';

/** The go for a text signed for `manual`, or for one that release itself held: it names the bytes and the audience's count. */
export function go(state: AnnouncementState, act: ActOf<'go'>): Decided {
  const version = shownVersion(state, act.version);
  const refusals = [
    ...wrongState(state, 'go'),
    ...otherVersion(state, act.version),
    ...(version ? otherHash(version, act.manifestSha256) : []),
    ...(version && state.status === 'signed_off' ? mayNotGo(state, version, act) : []),
  ];
  if (act.by === null) refusals.push({ code: 'not_permitted', action: 'go' });
  return refusals.length > 0
    ? refused(...refusals)
    : granted([{ type: 'go_given', audienceCount: act.audienceCount }]);
}

function mayNotGo(state: AnnouncementState, version: VersionInFlight, act: ActOf<'go'>): Refusal[] {
  const reasons = state.holds.map(({ reason }) => reason);
  const refusals: Refusal[] = [];
  const others = reasons.filter((reason) => !isReleaseHold(reason));
  if (others.length > 0) refusals.push({ code: 'held', reasons: others });
  const waits = version.signature.plan?.when === 'manual' && version.signature.go === null;
  if (!waits && !reasons.some(isReleaseHold)) refusals.push({ code: 'nothing_waits_for_go' });
  if (version.expires <= act.at) refusals.push({ code: 'expired', at: version.expires });
  return refusals;
}

/** A person, or a crisis hold over everything, keeps a text from going out. */
export function hold(state: AnnouncementState, act: ActOf<'hold'>): Decided {
  const refusals = wrongState(state, act.type);
  return refusals.length > 0 ? refused(...refusals) : granted([{ type: 'held', reason: act.reason }]);
}

/** Ends one hold. What release held needs a go instead, and a veto seat's objection is freed by a signer who was asked. */
export function free(state: AnnouncementState, act: ActOf<'free'>): Decided {
  const refusals = wrongState(state, 'free');
  const found = state.holds.find(({ id }) => id === act.hold);
  if (!found) refusals.push({ code: 'hold_unknown' });
  else if (isReleaseHold(found.reason)) refusals.push({ code: 'hold_needs_go', reason: found.reason });
  else if (found.reason === 'veto_objection' && !isSigner(state.version, act.by)) {
    refusals.push({ code: 'not_permitted', action: 'free' });
  }
  return refusals.length > 0 ? refused(...refusals) : granted([{ type: 'freed', hold: act.hold }]);
}

function isSigner(version: VersionInFlight | null, person: string | null): boolean {
  if (!version || person === null) return false;
  const { signers, decision } = version.signature;
  return decision?.person === person || signers.some(({ people }) => people.includes(person));
}
