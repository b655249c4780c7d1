import {
  announcementKinds,
  severities,
  type AnnouncementKind,
  type Severity,
} from '../announcement/kinds.js';
import { granted, refused, type Refusal, type Ruling } from '../refusal.js';
import type { Policy } from './policy.js';

/** The policy that rules one severity and kind; refused where the set has none or more than one. */
export function choosePolicy(
  policies: readonly Policy[],
  severity: Severity,
  kind: AnnouncementKind,
): Ruling<Policy> {
  const [policy, ...others] = policies.filter(({ applies }) => covers(applies, severity, kind));
  if (!policy) return refused({ code: 'policy_missing', severity, kind });
  if (others.length === 0) return granted(policy);
  return refused({
    code: 'policy_overlap',
    severity,
    kind,
    policies: [policy, ...others].map(({ id }) => id),
  });
}

/** Every hole and overlap of a whole set (each severity × kind has exactly one policy), and every id that is there twice. */
export function checkPolicySet(policies: readonly Policy[]): Refusal[] {
  const cells = severities.flatMap((severity) => announcementKinds.map((kind) => ({ severity, kind })));
  const faults = cells.flatMap(({ severity, kind }) => {
    const chosen = choosePolicy(policies, severity, kind);
    return chosen.ok ? [] : chosen.refusals;
  });
  return [...faults, ...repeatedIds(policies)];
}

function covers({ severity, kinds }: Policy['applies'], wanted: Severity, kind: AnnouncementKind): boolean {
  return severity.includes(wanted) && kinds.includes(kind);
}

function repeatedIds(policies: readonly Policy[]): Refusal[] {
  const ids = policies.map(({ id }) => id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map((policy) => ({
    code: 'policy_invalid',
    policy,
    path: 'id',
    problem: 'id_repeated',
    line: null,
  }));
}
